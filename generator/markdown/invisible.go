package markdown

import "woshou/generator/diagnostic"

// strays looks for characters that nobody sees, code included.
type strays struct{ *reading }

func (s *strays) walk() {
	diagnostic.Strays(s.doc.source, func(at int, p diagnostic.Problem) {
		if b, lost := s.text.Lost(at); lost {
			p.Message = diagnostic.LostByte(b)
		}
		s.report(p.Severity, p.Code, at, at, p.Message, p.Hint)
	})
}
