package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/confmap"
	"github.com/knadh/koanf/providers/env/v2"
	"github.com/knadh/koanf/providers/file"
	"github.com/knadh/koanf/v2"

	"github.com/trolycongvu/congvu/assistant/access"
	"github.com/trolycongvu/congvu/assistant/openai"
	state "github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/corpus/ingest"
	"github.com/trolycongvu/congvu/indexer"
)

// errConfig is wrapped by every error about the configuration.
var errConfig = errors.New("cấu hình không hợp lệ")

// Flags are common to all commands and may stand anywhere on the line.
type Flags struct {
	Data       string `help:"Thư mục dữ liệu (CONGVU_DATA; mặc định: thư mục dữ liệu của người dùng)." placeholder:"THƯ-MỤC"`
	ConfigFile string `name:"config" help:"Tệp cấu hình (CONGVU_CONFIG; mặc định: congvu.yaml ở thư mục hiện tại)." placeholder:"TỆP"`
	LogLevel   string `help:"Mức nhật ký: debug, info, warn, error." placeholder:"MỨC"`
}

// configuration is what the program runs with. A key is the path of koanf tags.
type configuration struct {
	Data     string         `koanf:"data"`
	Addr     string         `koanf:"addr"`
	Log      logConfig      `koanf:"log"`
	Phapdien phapdienConfig `koanf:"phapdien"`

	Retention retentionConfig `koanf:"retention"`
	Embedding embeddingConfig `koanf:"embedding"`
	LLM       llmConfig       `koanf:"llm"`
	Auth      authConfig      `koanf:"auth"`

	Bots    botsConfig    `koanf:"bots"`
	Zalobot zalobotConfig `koanf:"zalobot"`
}

type logConfig struct {
	Level  string `koanf:"level"`  // debug, info, warn, error
	Format string `koanf:"format"` // text, json
}

type phapdienConfig struct {
	URL string `koanf:"url"`
}

// embeddingConfig says where the model of embeddings is; without base_url and
// model there is none.
type embeddingConfig struct {
	BaseURL       string `koanf:"base_url"`
	APIKey        string `koanf:"api_key"`
	Model         string `koanf:"model"`
	QueryPrefix   string `koanf:"query_prefix"`
	PassagePrefix string `koanf:"passage_prefix"`
	Dimensions    int    `koanf:"dimensions"` // 0: as the model gives
	MaxChars      int    `koanf:"max_chars"`  // of a text that are embedded

	Weight float64 `koanf:"weight"` // of what the vectors say in a search, see indexer.Semantics
}

// llmConfig says where the language model is; without base_url there is none.
// LocalOnly holds for every model, of embeddings too.
type llmConfig struct {
	LocalOnly bool `koanf:"local_only"` // nothing leaves the private network

	BaseURL    string `koanf:"base_url"`
	APIKey     string `koanf:"api_key"`
	Model      string `koanf:"model"`
	APIType    string `koanf:"api_type"`    // openai, azure
	APIVersion string `koanf:"api_version"` // of azure

	Timeout       time.Duration `koanf:"timeout"`        // for an answer, retries included
	MaxTokens     int           `koanf:"max_tokens"`     // of an answer
	ContextTokens int           `koanf:"context_tokens"` // of question, passages and answer together
	Concurrency   int           `koanf:"concurrency"`    // requests at once
	Seed          int           `koanf:"seed"`
	Structured    string        `koanf:"structured"` // auto, schema, json, none

	PricePrompt     float64 `koanf:"price_prompt"` // for a million tokens
	PriceCompletion float64 `koanf:"price_completion"`
}

// retentionConfig says how long a running server keeps what passes between people and
// the assistant: "365d", "12h", or "0" for ever.
type retentionConfig struct {
	Conversations string `koanf:"conversations"` // since their last question
	Feedback      string `koanf:"feedback"`
	Audit         string `koanf:"audit"`
}

// ages are the lengths of time in force.
func (c retentionConfig) ages() (ages state.Ages, err error) {
	for _, key := range []struct {
		name, value string
		age         *time.Duration
	}{
		{"retention.conversations", c.Conversations, &ages.Conversations},
		{"retention.feedback", c.Feedback, &ages.Feedback},
		{"retention.audit", c.Audit, &ages.Audit},
	} {
		if key.value == "0" {
			continue
		}
		if *key.age, err = parseAge(key.value); err != nil {
			return ages, fmt.Errorf("%w: %s: %w", errConfig, key.name, err)
		}
	}
	return ages, nil
}

// authConfig says who may use a server. Rates are requests a second, 0 without bound.
type authConfig struct {
	Mode           string   `koanf:"mode"`            // none, keys, accounts
	TrustedProxies []string `koanf:"trusted_proxies"` // addresses and networks whose X-Forwarded-For counts

	SessionIdle time.Duration `koanf:"session_idle"` // after which a session ends without a request
	SessionMax  time.Duration `koanf:"session_max"`  // after which it ends at the latest

	Rate         float64 `koanf:"rate"` // of a key or an account
	Burst        int     `koanf:"burst"`
	AddressRate  float64 `koanf:"address_rate"` // of an address, for requests of nobody known
	AddressBurst int     `koanf:"address_burst"`
}

// leastSession is the shortest auth.session_idle: last uses are kept to a minute.
const leastSession = 5 * time.Minute

// signInRate is how fast an address may try to sign in.
var signInRate = access.Rate{PerSecond: 1, Burst: 20}

// gate is what a Gate is made of, but for the one who knows keys and accounts.
func (c authConfig) gate() (g access.GateConfig, err error) {
	if g.Mode, err = access.ParseMode(c.Mode); err == nil {
		g.Proxies, err = access.ParseProxies(listed(c.TrustedProxies))
	}
	if err != nil {
		return g, fmt.Errorf("%w: auth: %w", errConfig, err)
	}
	for _, r := range []struct {
		name string
		rate *access.Rate
		access.Rate
	}{
		{"auth.rate", &g.PerIdentity, access.Rate{PerSecond: c.Rate, Burst: c.Burst}},
		{"auth.address_rate", &g.PerAddress, access.Rate{PerSecond: c.AddressRate, Burst: c.AddressBurst}},
	} {
		if !(r.PerSecond >= 0 && r.PerSecond <= maxRate) || r.Burst < 1 { // and no NaN
			return g, fmt.Errorf("%w: %s là %v và burst là %d; phải từ 0 đến %d, và burst từ 1", errConfig, r.name, r.PerSecond, r.Burst, maxRate)
		}
		*r.rate = r.Rate
	}
	if c.SessionIdle < leastSession || c.SessionMax < c.SessionIdle {
		return g, fmt.Errorf("%w: auth.session_idle là %v, auth.session_max là %v; phải từ %v và không ngược nhau",
			errConfig, c.SessionIdle, c.SessionMax, leastSession)
	}
	g.SignIns = signInRate
	return g, nil
}

// maxRate is the greatest rate that is one at all, in requests a second.
const maxRate = 1_000_000

// botsConfig is common to all chat networks.
type botsConfig struct {
	BaseURL     string   `koanf:"base_url"`     // of the web pages, as people reach them; empty: answers have no links
	Strangers   string   `koanf:"strangers"`    // who writes without being known: public, refuse
	People      []string `koanf:"people"`       // who is known: "zalobot:ID"
	WebhookAddr string   `koanf:"webhook_addr"` // where networks' webhooks are listened for, when one is set
}

// zalobotConfig is a bot of the Zalo Bot Platform; without a token there is none.
type zalobotConfig struct {
	Token         string `koanf:"token"`
	Name          string `koanf:"name"`           // by which groups mention the bot; empty is the account's
	WebhookURL    string `koanf:"webhook_url"`    // empty: messages are polled for
	WebhookSecret string `koanf:"webhook_secret"` // 8 to 256 characters
	BaseURL       string `koanf:"base_url"`       // of the platform; empty is Zalo's own
}

// The values of bots.strangers. All documents of the corpus are public for now, so
// public is all of them.
const (
	strangersPublic = "public"
	strangersRefuse = "refuse"
)

// known are the people of c.
func (c botsConfig) known() []string { return listed(c.People) }

// listed is a list as it was meant: a variable of the environment gives it as one
// value, between commas.
func listed(values []string) []string {
	return strings.FieldsFunc(strings.Join(values, ","), func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
}

// check refuses what cannot be meant; the rest is checked where a network is used.
func (c botsConfig) check() error {
	if c.Strangers != strangersPublic && c.Strangers != strangersRefuse {
		return fmt.Errorf("%w: bots.strangers là %q, phải là %s hoặc %s", errConfig, c.Strangers, strangersPublic, strangersRefuse)
	}
	if u, err := url.Parse(c.BaseURL); c.BaseURL != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		return fmt.Errorf("%w: bots.base_url phải là địa chỉ trang web như https://congvu.example.gov.vn", errConfig)
	}
	return nil
}

// defaults are the values of keys that nobody set; every key has one.
func defaults() map[string]any {
	return map[string]any{
		"data":         defaultData(),
		"addr":         "127.0.0.1:8080",
		"log.level":    "info",
		"log.format":   "text",
		"phapdien.url": ingest.OfficialCodeURL,

		"embedding.base_url":       "",
		"embedding.api_key":        "",
		"embedding.model":          "",
		"embedding.query_prefix":   "",
		"embedding.passage_prefix": "",
		"embedding.dimensions":     0,
		"embedding.max_chars":      4000,
		"embedding.weight":         indexer.DefaultWeight,

		"bots.base_url":          "",
		"bots.strangers":         strangersPublic,
		"bots.people":            []string{},
		"bots.webhook_addr":      "127.0.0.1:8081",
		"zalobot.token":          "",
		"zalobot.name":           "",
		"zalobot.webhook_url":    "",
		"zalobot.webhook_secret": "",
		"zalobot.base_url":       "",

		"retention.conversations": "365d",
		"retention.feedback":      "730d",
		"retention.audit":         "730d",

		"auth.mode":            string(access.None),
		"auth.trusted_proxies": []string{},
		"auth.session_idle":    "1h",
		"auth.session_max":     "12h",
		"auth.rate":            10.0,
		"auth.burst":           40,
		"auth.address_rate":    5.0,
		"auth.address_burst":   40,

		"llm.local_only":       true,
		"llm.base_url":         "",
		"llm.api_key":          "",
		"llm.model":            "",
		"llm.api_type":         openai.OpenAI,
		"llm.api_version":      "",
		"llm.timeout":          "60s",
		"llm.max_tokens":       1024,
		"llm.context_tokens":   8192,
		"llm.concurrency":      4,
		"llm.seed":             1,
		"llm.structured":       string(openai.Auto),
		"llm.price_prompt":     0.0,
		"llm.price_completion": 0.0,
	}
}

// maxWeight is the greatest embedding.weight: at 100 nothing else counts.
const maxWeight = 100

const (
	envPrefix   = "CONGVU_"
	configName  = "congvu.yaml"
	configEnv   = envPrefix + "CONFIG"
	environment = "CONGVU_SHARED" // names test data, no setting
)

// loadConfig reads defaults, congvu.yaml, the environment and flags; the later wins.
func loadConfig(flags Flags) (*koanf.Koanf, configuration, error) {
	var c configuration
	k := koanf.New(".")
	if err := k.Load(confmap.Provider(defaults(), "."), nil); err != nil {
		return nil, c, err
	}
	if err := loadFile(k, flags.ConfigFile); err != nil {
		return nil, c, err
	}
	if err := k.Load(env.Provider(".", env.Opt{Prefix: envPrefix, TransformFunc: fromEnvironment}), nil); err != nil {
		return nil, c, fmt.Errorf("%w: %w", errConfig, err)
	}
	set := map[string]any{}
	for key, value := range map[string]string{"data": flags.Data, "log.level": flags.LogLevel} {
		if value != "" {
			set[key] = value
		}
	}
	if err := k.Load(confmap.Provider(set, "."), nil); err != nil {
		return nil, c, err
	}
	if err := k.Unmarshal("", &c); err != nil {
		return nil, c, fmt.Errorf("%w: %w", errConfig, err)
	}
	return k, c, c.check(k)
}

// fromEnvironment maps CONGVU_LOG_LEVEL to log.level and CONGVU_LLM_LOCAL_ONLY to
// llm.local_only: an underscore stands for a dot unless a key has one there.
func fromEnvironment(name, value string) (string, any) {
	if name == configEnv || name == environment {
		return "", nil
	}
	dotted := strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(name, envPrefix)), "_", ".")
	for _, key := range keys() {
		if strings.ReplaceAll(key, "_", ".") == dotted {
			return key, value
		}
	}
	return dotted, value
}

// loadFile reads the file named, or congvu.yaml if there is one.
func loadFile(k *koanf.Koanf, name string) error {
	if name == "" {
		name = os.Getenv(configEnv)
	}
	required := name != ""
	if !required {
		name = configName
	}
	err := k.Load(file.Provider(name), yaml.Parser())
	if errors.Is(err, fs.ErrNotExist) && !required {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w: tệp %s: %w", errConfig, name, err)
	}
	return nil
}

// check refuses unknown keys, which are typing slips, and values out of range.
func (c configuration) check(k *koanf.Koanf) error {
	known := defaults()
	for _, key := range k.Keys() {
		if _, ok := known[key]; !ok {
			return fmt.Errorf("%w: không có khóa %q; các khóa: %s", errConfig, key, strings.Join(keys(), ", "))
		}
	}
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, c.Log.Level) {
		return fmt.Errorf("%w: log.level là %q, phải là debug, info, warn hoặc error", errConfig, c.Log.Level)
	}
	if !slices.Contains([]string{"text", "json"}, c.Log.Format) {
		return fmt.Errorf("%w: log.format là %q, phải là text hoặc json", errConfig, c.Log.Format)
	}
	if !(c.Embedding.Weight >= 0 && c.Embedding.Weight <= maxWeight) { // and no NaN
		return fmt.Errorf("%w: embedding.weight là %v, phải từ 0 đến %d", errConfig, c.Embedding.Weight, maxWeight)
	}
	if err := c.LLM.check(); err != nil {
		return err
	}
	if _, err := c.Retention.ages(); err != nil {
		return err
	}
	if _, err := c.Auth.gate(); err != nil {
		return err
	}
	if err := c.Bots.check(); err != nil {
		return err
	}
	if c.Data == "" {
		return fmt.Errorf("%w: chưa biết thư mục dữ liệu, hãy đặt --data hoặc CONGVU_DATA", errConfig)
	}
	return nil
}

// check refuses limits that leave no room for an answer; the other values are
// checked where the model is used.
func (c llmConfig) check() error {
	switch {
	case c.Timeout <= 0:
		return fmt.Errorf("%w: llm.timeout là %v, phải dương, thí dụ 60s", errConfig, c.Timeout)
	case c.MaxTokens <= 0 || c.Concurrency <= 0:
		return fmt.Errorf("%w: llm.max_tokens và llm.concurrency phải dương", errConfig)
	case c.ContextTokens <= c.MaxTokens:
		return fmt.Errorf("%w: llm.context_tokens là %d, phải lớn hơn llm.max_tokens (%d)", errConfig, c.ContextTokens, c.MaxTokens)
	}
	return nil
}

func keys() []string {
	var all []string
	for key := range defaults() {
		all = append(all, key)
	}
	slices.Sort(all)
	return all
}

// defaultData is the user's data folder by the custom of the system, empty when
// the system does not say where that is.
func defaultData() string {
	home, _ := os.UserHomeDir()
	base := ""
	switch {
	case runtime.GOOS == "windows":
		base = os.Getenv("LocalAppData")
	case runtime.GOOS == "darwin" && home != "":
		base = filepath.Join(home, "Library", "Application Support")
	case os.Getenv("XDG_DATA_HOME") != "":
		base = os.Getenv("XDG_DATA_HOME")
	case home != "":
		base = filepath.Join(home, ".local", "share")
	}
	if base == "" {
		return ""
	}
	return filepath.Join(base, "congvu")
}

type configCmd struct {
	Show configShowCmd `cmd:"" help:"In cấu hình đang dùng; khóa bí mật được che."`
}

type configShowCmd struct {
	JSON bool `help:"In dạng JSON."`
}

// secretKey matches the last part of keys whose values are never shown.
var secretKey = regexp.MustCompile(`(?:^|[._])(?:key|token|secret|password)s?$`)

// masked is the configuration by key, secrets hidden.
func masked(k *koanf.Koanf) map[string]any {
	shown := map[string]any{}
	for key, value := range k.All() {
		if secretKey.MatchString(key) && !reflect.ValueOf(value).IsZero() {
			value = "********"
		}
		shown[key] = value
	}
	return shown
}

// Run prints every key with its value.
func (c *configShowCmd) Run(a *app) error {
	shown := masked(a.settings)
	if c.JSON {
		return a.printJSON(shown)
	}
	for _, key := range keys() {
		if err := a.printf("%s: %v\n", key, shown[key]); err != nil {
			return err
		}
	}
	return nil
}
