(() => {
	const root = document.documentElement
	const slides = [...document.querySelectorAll("section")]
	const nav = document.querySelector("nav")
	const count = nav.querySelector("output")
	const notes = nav.querySelector("[data-notes]")
	let at = 0

	const show = (n, keep) => {
		at = Math.max(0, Math.min(slides.length - 1, n))
		slides.forEach((s, i) => s.classList.toggle("now", i === at))
		count.textContent = `${at + 1} / ${slides.length}`
		if (!keep) history.replaceState(null, "", `#${at + 1}`)
	}
	const fromAddress = () => show((parseInt(location.hash.slice(1), 10) || 1) - 1, true)
	const toggleNotes = () => notes.setAttribute("aria-pressed", String(root.classList.toggle("notes")))
	const toggleFull = () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.())?.catch(() => {}) // a browser may refuse

	const keys = {
		ArrowRight: () => show(at + 1), ArrowDown: () => show(at + 1), PageDown: () => show(at + 1), " ": () => show(at + 1),
		ArrowLeft: () => show(at - 1), ArrowUp: () => show(at - 1), PageUp: () => show(at - 1), Backspace: () => show(at - 1),
		Home: () => show(0), End: () => show(slides.length - 1), n: toggleNotes, f: toggleFull,
	}
	addEventListener("keydown", e => {
		const act = keys[e.key.length === 1 ? e.key.toLowerCase() : e.key]
		if (!act || e.altKey || e.ctrlKey || e.metaKey) return
		if (e.key === " " && e.target.closest("button")) return // the button is pressed
		e.preventDefault()
		act()
	})
	nav.addEventListener("click", e => {
		const button = e.target.closest("button")
		if (!button) return
		if (button.dataset.turn) show(at + Number(button.dataset.turn))
		else if (button === notes) toggleNotes()
		else toggleFull()
	})
	document.querySelector("main").addEventListener("click", e => {
		if (e.target.closest("aside") || String(getSelection())) return
		show(at + (e.clientX < innerWidth / 3 ? -1 : 1))
	})
	// The buttons would lie over the slide: they come with the pointer, and go.
	let rest = 0
	addEventListener("pointermove", () => {
		root.classList.add("pointing")
		clearTimeout(rest)
		rest = setTimeout(() => root.classList.remove("pointing"), 2500)
	})
	let touched = null
	addEventListener("touchstart", e => { touched = e.touches.length === 1 ? e.touches[0].clientX : null }, { passive: true })
	addEventListener("touchend", e => {
		const moved = touched === null ? 0 : e.changedTouches[0].clientX - touched
		touched = null
		if (Math.abs(moved) < 40) return
		show(at + (moved < 0 ? 1 : -1))
	})
	addEventListener("hashchange", fromAddress)

	root.classList.add("deck")
	nav.hidden = false
	fromAddress()
})()
