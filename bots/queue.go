package bots

import (
	"context"
	"sync"
	"time"

	"github.com/trolycongvu/congvu/bots/store"
)

// job is a message in the queue.
type job struct {
	store.Message
	lane  string
	tries int // to send the next part
}

// queue holds the lanes of jobs, which take turns. Its methods are safe for
// concurrent use.
type queue struct {
	mu     sync.Mutex
	wake   *sync.Cond
	lanes  map[string]*lane
	turns  []*lane // lanes whose first job may be taken, the next first
	length int     // jobs in all lanes
	taken  int     // of which are being worked on
}

// lane is the jobs of one person, the oldest first. The first stays in it until it
// is done, so that there is never more than one at work.
type lane struct {
	name string
	jobs []*job
}

func newQueue() *queue {
	q := &queue{lanes: map[string]*lane{}}
	q.wake = sync.NewCond(&q.mu)
	return q
}

// add puts a job at the end of its lane.
func (q *queue) add(j *job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	l := q.lanes[j.lane]
	if l == nil {
		l = &lane{name: j.lane}
		q.lanes[j.lane] = l
	}
	l.jobs = append(l.jobs, j)
	q.length++
	if len(l.jobs) == 1 {
		q.ready(l)
	}
}

// ready gives the lane its turn; the queue is locked.
func (q *queue) ready(l *lane) {
	q.turns = append(q.turns, l)
	q.wake.Signal()
}

// next takes the job whose turn it is, waiting for one until ctx ends.
func (q *queue) next(ctx context.Context) (*job, bool) {
	stop := context.AfterFunc(ctx, func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		q.wake.Broadcast()
	})
	defer stop()
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.turns) == 0 || ctx.Err() != nil {
		if ctx.Err() != nil {
			return nil, false
		}
		q.wake.Wait()
	}
	l := q.turns[0]
	q.turns = q.turns[1:]
	q.taken++
	return l.jobs[0], true
}

// done takes a finished job out of its lane, which goes to the end of the turns.
func (q *queue) done(j *job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.taken--
	q.length--
	l := q.lanes[j.lane]
	if l.jobs = l.jobs[1:]; len(l.jobs) > 0 {
		q.ready(l)
		return
	}
	delete(q.lanes, j.lane)
}

// rest leaves a job where it is and its lane without a turn, until again.
func (q *queue) rest() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.taken--
}

// again gives the lane of a job that rested its turn.
func (q *queue) again(j *job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.ready(q.lanes[j.lane])
}

// load is how many jobs there are in a lane and in all.
func (q *queue) load(name string) (own, all int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if l := q.lanes[name]; l != nil {
		own = len(l.jobs)
	}
	return own, q.length
}

// wait is about how long the last job of a lane has to wait for its turn, when an
// answer takes each and workers are at work: before it come the older jobs of its
// lane, and of every other lane as many.
func (q *queue) wait(name string, each time.Duration, workers int) time.Duration {
	q.mu.Lock()
	defer q.mu.Unlock()
	l := q.lanes[name]
	if l == nil {
		return 0
	}
	ahead := len(l.jobs) - 1
	for _, other := range q.lanes {
		if other != l {
			ahead += min(len(other.jobs), len(l.jobs))
		}
	}
	return each * time.Duration(ahead/workers)
}
