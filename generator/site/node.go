package site

import "math/bits"

// mixed makes one number of an inode's and of the time of its last change. The low
// digits of both are those that differ, so they are put at the two ends.
func mixed(inode, changed uint64) uint64 { return inode ^ bits.RotateLeft64(changed, 32) }
