package judge

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"

	"golang.org/x/sys/unix"
)

// world is two network namespaces, each with a TUN device. It belongs to the
// goroutine that made it, which stays on its thread.
type world struct {
	home    int // the namespace that the thread was in before
	ns, tun [2]int
	tables  [2]*os.File
}

// settings make a kernel's TCP as plain as the machine is when nothing is set.
var settings = []string{
	"tcp_sack=0", "tcp_dsack=1", "tcp_timestamps=0", "tcp_window_scaling=0", "tcp_ecn=0",
	"tcp_congestion_control=reno", "tcp_no_metrics_save=1", "tcp_min_tso_segs=1",
	"tcp_moderate_rcvbuf=0", "tcp_syncookies=0", "tcp_frto=0", "tcp_retrans_collapse=0", "tcp_comp_sack_nr=0",
}

// newWorld makes the namespaces. The error says what is missing when that
// cannot be done.
func newWorld() (*world, error) {
	if os.Geteuid() != 0 {
		return nil, fmt.Errorf("not run as root")
	}
	runtime.LockOSThread()
	home, err := openNamespace()
	if err != nil {
		return nil, err
	}
	w := &world{home: home, ns: [2]int{-1, -1}, tun: [2]int{-1, -1}}
	if err := w.build(); err != nil {
		w.close()
		return nil, err
	}
	punctually(true) // not before: what it takes to make a world would hold up others
	return w, nil
}

// build makes the two namespaces from a third, which gives each a table of
// connections of its own: a small one is quickly looked through.
func (w *world) build() error {
	if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
		return fmt.Errorf("no network namespaces: unshare: %w", err)
	}
	if err := set("tcp_child_ehash_entries=16"); err != nil {
		return err
	}
	parent, err := openNamespace()
	if err != nil {
		return err
	}
	defer unix.Close(parent)
	for h := range w.ns {
		if err := errors.Join(unix.Setns(parent, unix.CLONE_NEWNET), unix.Unshare(unix.CLONE_NEWNET)); err != nil {
			return err
		}
		if err := w.furnish(h); err != nil {
			return err
		}
	}
	return nil
}

// furnish makes the present, new namespace that of host h.
func (w *world) furnish(h int) (err error) {
	if w.ns[h], err = openNamespace(); err != nil {
		return err
	}
	if w.tun[h], err = openTun(h); err != nil {
		return err
	}
	if w.tables[h], err = os.Open("/proc/thread-self/net/tcp"); err != nil {
		return err
	}
	for _, s := range settings {
		if err := w.tune(h, s); err != nil {
			return err
		}
	}
	return nil
}

func openNamespace() (int, error) {
	return unix.Open("/proc/thread-self/ns/net", unix.O_RDONLY|unix.O_CLOEXEC, 0)
}

// punctually has the present thread run before others, or no longer: what the
// kernels do is judged by the clock. Without the right to it, it runs as others do.
func punctually(on bool) {
	attr := unix.SchedAttr{Policy: unix.SCHED_NORMAL}
	if on {
		attr = unix.SchedAttr{Policy: unix.SCHED_RR, Priority: 1}
	}
	_ = unix.SchedSetAttr(0, &attr, 0)
}

// close goes back to the thread's own namespace; without anything in them, the
// two others end.
func (w *world) close() {
	punctually(false)
	for h := range w.ns {
		if w.tables[h] != nil {
			w.tables[h].Close()
		}
		unix.Close(w.tun[h])
		unix.Close(w.ns[h])
	}
	if unix.Setns(w.home, unix.CLONE_NEWNET) == nil {
		runtime.UnlockOSThread() // else the thread ends with its goroutine
	}
	unix.Close(w.home)
}

// enter has what follows happen in the namespace of host h.
func (w *world) enter(h int) error { return unix.Setns(w.ns[h], unix.CLONE_NEWNET) }

// tune changes one of host h's settings, "tcp_sack=0".
func (w *world) tune(h int, setting string) error {
	if err := w.enter(h); err != nil {
		return err
	}
	return set(setting)
}

// set changes a setting of the present namespace.
func set(setting string) error {
	name, value, _ := strings.Cut(setting, "=")
	return os.WriteFile("/proc/sys/net/ipv4/"+name, []byte(value), 0)
}

// look is what the kernel shows of host h.
func (w *world) look(h int) (table, error) {
	var text [8192]byte
	n, err := w.tables[h].ReadAt(text[:], 0)
	if n == 0 {
		return table{}, err
	}
	return parseTable(string(text[:n]), addrs[1-h].Port)
}

// openTun makes a TUN device in the present namespace, with host h's address.
func openTun(h int) (int, error) {
	fd, err := unix.Open("/dev/net/tun", unix.O_RDWR|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return -1, fmt.Errorf("/dev/net/tun: %w", err)
	}
	ifr, err := unix.NewIfreq("judge")
	if err != nil {
		return fd, err
	}
	ifr.SetUint16(unix.IFF_TUN | unix.IFF_NO_PI)
	if err := unix.IoctlIfreq(fd, unix.TUNSETIFF, ifr); err != nil {
		return fd, fmt.Errorf("/dev/net/tun: TUNSETIFF: %w", err)
	}
	return fd, errors.Join(bringUp(h), sendSingly())
}

// bringUp gives the device its address, in a net of the two hosts.
func bringUp(h int) error {
	s, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(s)
	for _, step := range []struct {
		request uint
		set     func(*unix.Ifreq) error
	}{
		{unix.SIOCSIFADDR, func(r *unix.Ifreq) error { return r.SetInet4Addr(addrs[h].IP.AsSlice()) }},
		{unix.SIOCSIFNETMASK, func(r *unix.Ifreq) error { return r.SetInet4Addr([]byte{255, 255, 255, 0}) }},
		{unix.SIOCSIFFLAGS, func(r *unix.Ifreq) error { r.SetUint16(unix.IFF_UP | unix.IFF_RUNNING); return nil }},
	} {
		ifr, err := unix.NewIfreq("judge")
		if err != nil {
			return err
		}
		if err := step.set(ifr); err != nil {
			return err
		}
		if err := unix.IoctlIfreq(s, step.request, ifr); err != nil {
			return fmt.Errorf("setting up the TUN device: %w", err)
		}
	}
	return nil
}
