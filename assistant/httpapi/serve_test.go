package httpapi_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/httpapi"
)

// slowAsker answers when it is told to.
type slowAsker struct {
	httpapi.Asker
	started, finish chan struct{}
}

func (s slowAsker) Ask(context.Context, assistant.Request) (assistant.Answer, error) {
	close(s.started)
	<-s.finish
	return assistant.Answer{Status: assistant.StatusAnswered}, nil
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestServeFinishesWhatIsUnderWay(t *testing.T) {
	slow := slowAsker{started: make(chan struct{}), finish: make(chan struct{})}
	s := httpapi.New(httpapi.Config{Asker: slow, Corpus: assistanttest.NewLibrary()})
	l := listen(t)
	ctx, stop := context.WithCancel(t.Context())
	served, answered := make(chan error, 1), make(chan string, 1)
	go func() { served <- s.Serve(ctx, l) }()
	go func() { answered <- post(ctx, l.Addr().String()) }()
	<-slow.started
	stop()
	time.Sleep(20 * time.Millisecond)
	if _, err := new(net.Dialer).DialContext(t.Context(), "tcp", l.Addr().String()); err == nil {
		t.Error("a new connection was taken while shutting down")
	}
	close(slow.finish)
	if got := <-answered; !strings.HasPrefix(got, "200") {
		t.Errorf("the request under way got %q", got)
	}
	if err := <-served; err != nil {
		t.Errorf("Serve = %v", err)
	}
}

// post asks once, on a context of its own, and returns status and body.
func post(ctx context.Context, address string) string {
	body := strings.NewReader(`{"question": "lập trạm"}`)
	r, err := http.NewRequestWithContext(context.WithoutCancel(ctx), http.MethodPost, "http://"+address+"/v1/ask", body)
	if err != nil {
		return err.Error()
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return err.Error()
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return err.Error()
	}
	return resp.Status + " " + string(b)
}

// TestSlowClients opens a connection that never finishes its header.
func TestSlowClients(t *testing.T) {
	if testing.Short() {
		t.Skip("chờ hết thời hạn đọc mất 5 giây")
	}
	s := httpapi.New(httpapi.Config{Asker: assistanttest.New(), Corpus: assistanttest.NewLibrary()})
	l := listen(t)
	go func() {
		if err := s.Serve(t.Context(), l); err != nil {
			t.Error(err)
		}
	}()
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := conn.Close(); err != nil {
			t.Log(err)
		}
	}()
	if _, err := io.WriteString(conn, "POST /v1/ask HTTP/1.1\r\nHost: x\r\n"); err != nil {
		t.Fatal(err)
	}
	if err := conn.SetReadDeadline(time.Now().Add(8 * time.Second)); err != nil {
		t.Fatal(err)
	}
	_, err = bufio.NewReader(conn).ReadString('\n')
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		t.Error("the server waited for the header longer than 8 s")
	}
}
