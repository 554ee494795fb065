package mathml

import "strings"

// The signs that a command stands for, by what they are. A name stands before
// its sign.
var (
	identifiers = pairs(`alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ
phi ϕ varphi φ chi χ psi ψ omega ω digamma ϝ imath ı jmath ȷ ell ℓ wp ℘ hbar ℏ hslash ℏ aleph ℵ beth ℶ gimel ℷ daleth ℸ`)

	uprights = pairs(`Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
infty ∞ partial ∂ nabla ∇ emptyset ∅ varnothing ∅ Re ℜ Im ℑ angle ∠ measuredangle ∡ triangle △ square □ Box □
diamondsuit ♢ heartsuit ♡ clubsuit ♣ spadesuit ♠ flat ♭ natural ♮ sharp ♯ top ⊤ bot ⊥ forall ∀ exists ∃ nexists ∄
prime ′ degree ° checkmark ✓ dagger † ddagger ‡ S § P ¶ pounds £ copyright © complement ∁ backslash \ % % # # & & $ $ _ _
ldots … dots … dotsc … cdots ⋯ dotsb ⋯ dotsm ⋯ vdots ⋮ ddots ⋱ bigstar ★ blacksquare ■ mho ℧ eth ð`)

	operators = pairs(`pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔
vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖ wr ≀ diamond ⋄ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ amalg ⨿
bigcirc ◯ ltimes ⋉ rtimes ⋊ bowtie ⋈ neg ¬ lnot ¬
leq ≤ le ≤ geq ≥ ge ≥ leqslant ⩽ geqslant ⩾ ll ≪ gg ≫ neq ≠ ne ≠ equiv ≡ sim ∼ simeq ≃ approx ≈ cong ≅ propto ∝ doteq ≐
prec ≺ succ ≻ preceq ⪯ succeq ⪰ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ sqsubseteq ⊑ sqsupseteq ⊒
in ∈ ni ∋ owns ∋ notin ∉ mid ∣ nmid ∤ parallel ∥ perp ⊥ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ asymp ≍ smile ⌣ frown ⌢
lesssim ≲ gtrsim ≳ nleq ≰ ngeq ≱ triangleq ≜ coloneqq ≔ therefore ∴ because ∵ colon : lt < gt >
to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⟺ implies ⟹ impliedby ⟸
longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺
mapsto ↦ longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓
nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ rightleftharpoons ⇌ leftrightharpoons ⇋ rightharpoonup ⇀ rightharpoondown ⇁
leftharpoonup ↼ leftharpoondown ↽ rightsquigarrow ⇝ leadsto ⇝ twoheadrightarrow ↠ rightarrowtail ↣ nrightarrow ↛`)

	// largeOperators take their scripts below and above where there is room.
	largeOperators = pairs(`sum ∑ prod ∏ coprod ∐ bigcap ⋂ bigcup ⋃ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀
biguplus ⨄ bigsqcup ⨆`)

	integrals = pairs(`int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯`)

	// delimiters may stand behind \left and \right, and grow there.
	delimiters = pairs(`lbrace { rbrace } { { } } langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lvert | rvert | vert |
Vert ‖ lVert ‖ rVert ‖ | ‖ lbrack [ rbrack ] lgroup ⟮ rgroup ⟯ ulcorner ⌜ urcorner ⌝`)

	accents = pairs(`hat ^ widehat ^ check ˇ tilde ~ widetilde ~ acute ´ grave ` + "`" + ` dot ˙ ddot ¨ dddot ⃛ breve ˘ bar ¯ vec →
mathring ˚ overline ¯ overrightarrow → overleftarrow ← overleftrightarrow ↔ overbrace ⏞ overparen ⏜`)

	underAccents = pairs(`underline _ underbrace ⏟ underparen ⏝ underrightarrow → underleftarrow ←`)

	// stretching arrows carry text above, and in brackets below.
	stretchingArrows = pairs(`xrightarrow → xleftarrow ← xleftrightarrow ↔ xRightarrow ⇒ xLeftarrow ⇐ xmapsto ↦ xrightleftharpoons ⇌`)

	functions = words(`sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth log ln lg exp dim ker hom arg deg`)

	limitFunctions = words(`lim limsup liminf max min sup inf det gcd Pr argmax argmin`)

	spaces = map[string]string{
		`\,`: "0.1667", `\thinspace`: "0.1667", `\:`: "0.2222", `\>`: "0.2222", `\medspace`: "0.2222", `\;`: "0.2778",
		`\thickspace`: "0.2778", `\!`: "-0.1667", `\ `: "0.3333", `\nobreakspace`: "0.3333", `\enspace`: "0.5",
		`\quad`: "1", `\qquad`: "2", `\~`: "0.3333",
	}
)

// pairs reads names, each followed by its sign.
func pairs(s string) map[string]string {
	fields := strings.Fields(s)
	m := make(map[string]string, len(fields)/2)
	for i := 0; i+1 < len(fields); i += 2 {
		m[`\`+fields[i]] = fields[i+1]
	}
	return m
}

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[`\`+w] = true
	}
	return m
}

// negated are signs with a stroke through them.
var negated = map[string]string{
	"=": "≠", "<": "≮", ">": "≯", "∈": "∉", "∋": "∌", "≤": "≰", "≥": "≱", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉",
	"≡": "≢", "∼": "≁", "≈": "≉", "≅": "≇", "∣": "∤", "∥": "∦", "∃": "∄", "⊢": "⊬", "→": "↛", "⇒": "⇏",
}
