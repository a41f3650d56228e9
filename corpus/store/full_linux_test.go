package store

import (
	"errors"
	"syscall"
	"testing"
)

// TestNoSpaceDisk fills a real small disk; it needs the right to mount one.
func TestNoSpaceDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=2m"); err != nil {
		t.Skipf("không gắn được tmpfs: %v", err)
	}
	defer func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	}()
	s := mustOpen(t, dir)
	stored, err := fill(t.Context(), t, s)
	if !errors.Is(err, ErrNoSpace) || len(stored) == 0 {
		t.Errorf("after %d documents got %v, want ErrNoSpace", len(stored), err)
	}
	checkStored(t, s, stored)
	if err := s.Backup(t.Context(), dir+"/sao.db"); err != nil && !errors.Is(err, ErrNoSpace) {
		t.Errorf("Backup: %v, want ErrNoSpace", err)
	}
	if err := s.Close(); err != nil {
		t.Logf("Close on a full disk: %v", err)
	}
	s = mustOpen(t, dir)
	checkStored(t, s, stored)
	mustClose(t, s)
}

// TestReadOnlyDisk opens a store on a disk that cannot be written.
func TestReadOnlyDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("không gắn được tmpfs: %v", err)
	}
	defer func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	}()
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=1m"); err != nil {
		t.Skip(err)
	}
	if _, err := Open(t.Context(), dir, Options{}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("got %v, want ErrReadOnly", err)
	}
}
