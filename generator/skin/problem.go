package skin

import (
	"path"

	"woshou/generator/diagnostic"
	"woshou/themes"
)

// Problem is a mistake in a template of a site, which lies in a folder, in the words of an author: what
// the engine says is kept only where there is nothing better to say. It is an
// error, as a page without the template is not the page that was asked for.
func Problem(folder string, f *themes.Fault) diagnostic.Problem {
	p := diagnostic.Problem{
		Place: f.Place, Severity: diagnostic.Error, Code: code,
		Hint: diagnostic.DidYouMean(f.Name, f.Known),
	}
	p.File, p.Width = path.Join(folder, f.File), max(1, f.Width)
	switch f.Kind {
	case themes.DoesNotParse:
		p.Message = diagnostic.Say("the template cannot be read: %s", f.Message)
		if f.Message == "unexpected EOF" {
			p.Hint = "an {{if}}, {{with}}, {{range}} or {{define}} has no {{end}}"
		}
	case themes.Fails:
		p.Message = diagnostic.Say("the template fails: %s", f.Message)
	case themes.NoFunction:
		p.Message = diagnostic.Say("templates have no function `%s`", f.Name)
	case themes.NoTemplate:
		p.Message = diagnostic.Say("there is no template `%s`", f.Name)
	case themes.NoField:
		p.Message = diagnostic.Say("a value of type %s has no field `%s`", f.Of, f.Name)
	case themes.TooManySteps:
		p.Message = diagnostic.Say("the templates of a page take more than %d steps", themes.MostSteps)
	case themes.TooMuchText:
		p.Message = diagnostic.Say("the templates of a page write more than %d MiB", themes.MostText>>20)
	case themes.TooLong:
		p.Message = diagnostic.Say("`%s` puts a text together of more than %d KiB", f.Name, themes.MostValue>>10)
	case themes.NoWord:
		p.Message = diagnostic.Say("the interface has no word `%s`", f.Name)
	}
	return p
}

// unused is a file of the theme folder that takes the place of none. It was
// most likely meant for one of the same name in another folder, or for one
// whose name is like it.
func unused(source, name string, known []string) diagnostic.Problem {
	var hint diagnostic.Message
	for _, k := range known {
		if path.Base(k) == path.Base(name) {
			hint = diagnostic.Say("did you mean `%s`?", k)
		}
	}
	if hint == "" {
		hint = diagnostic.DidYouMean(name, known)
	}
	if hint == "" {
		hint = "pictures and other files belong into public/"
	}
	return diagnostic.Problem{
		Place: diagnostic.File(source), Severity: diagnostic.Warning, Code: code, Message: diagnostic.Say("the theme has no %s that this could replace", name), Hint: hint,
	}
}
