package ingest

import (
	"context"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// stamp is what tells that a file was not touched.
type stamp struct {
	size int64
	at   time.Time
}

// Watch looks through the files and folders of paths again and again, and gives
// load those that are new or changed since the last look, all of them at first,
// until ctx ends or load fails. It looks itself and asks nobody to be told, for
// shared folders on a server tell nothing. A file that is still being written
// waits until one whole interval has left it alone.
func Watch(ctx context.Context, paths []string, every time.Duration, load func(changed []string) error) error {
	known := make(map[string]stamp)
	last := look(paths)
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		now := look(paths)
		var changed []string
		for path, s := range now {
			if known[path] != s && last[path] == s {
				changed = append(changed, path)
			}
		}
		if len(changed) > 0 {
			slices.Sort(changed)
			for _, path := range changed {
				known[path] = now[path]
			}
			if err := load(changed); err != nil {
				return err
			}
		}
		maps.DeleteFunc(known, func(path string, _ stamp) bool { _, there := now[path]; return !there })
		last = now
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// look lists the files below paths. What cannot be looked at is not there now.
func look(paths []string) map[string]stamp {
	files := make(map[string]stamp)
	for _, root := range paths {
		//nolint:errcheck // the walk's errors are passed over one by one
		filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil //nolint:nilerr // gone meanwhile, or not ours to read: the next look will tell
			}
			hidden := path != root && (strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "~$"))
			switch {
			case hidden && d.IsDir():
				return filepath.SkipDir
			case hidden || !d.Type().IsRegular():
				return nil
			}
			if info, err := d.Info(); err == nil {
				files[path] = stamp{info.Size(), info.ModTime()}
			}
			return nil
		})
	}
	return files
}
