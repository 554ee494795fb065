//go:build linux || openbsd || dragonfly || solaris

package site

import (
	"io/fs"
	"syscall"
)

// node is Source.Node of a file.
func node(info fs.FileInfo) uint64 {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0
	}
	return mixed(uint64(stat.Ino), uint64(stat.Ctim.Nano()))
}
