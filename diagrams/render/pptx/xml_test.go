package pptx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

// node is an element of a part, its name with the prefix it is written with.
type node struct {
	name  string
	attrs map[string]string
	kids  []*node
	text  string
}

// parse reads a part.
func parse(t *testing.T, name string, part []byte) *node {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(part))
	root := &node{}
	open := []*node{root}
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		top := open[len(open)-1]
		switch x := token.(type) {
		case xml.StartElement:
			n := &node{name: spelled(x.Name), attrs: map[string]string{}}
			for _, a := range x.Attr {
				n.attrs[spelled(a.Name)] = a.Value
			}
			top.kids = append(top.kids, n)
			open = append(open, n)
		case xml.EndElement:
			if top.name != spelled(x.Name) {
				t.Fatalf("%s: %s ends as %s", name, top.name, spelled(x.Name))
			}
			open = open[:len(open)-1]
		case xml.CharData:
			top.text += string(x)
		}
	}
	if len(open) != 1 || len(root.kids) != 1 {
		t.Fatalf("%s is not one element", name)
	}
	return root.kids[0]
}

func spelled(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// all returns the elements of a name, in the order of the part.
func (n *node) all(name string) (list []*node) {
	for _, kid := range n.kids {
		if kid.name == name {
			list = append(list, kid)
		}
		list = append(list, kid.all(name)...)
	}
	return list
}

// kid returns the first element of a name, an empty one if there is none.
func (n *node) kid(name string) *node {
	if list := n.all(name); len(list) > 0 {
		return list[0]
	}
	return &node{}
}

// unzip returns the parts of a deck by name, and their names in order.
func unzip(t *testing.T, deck []byte) (parts map[string][]byte, names []string) {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(deck), int64(len(deck)))
	if err != nil {
		t.Fatal(err)
	}
	parts = map[string][]byte{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(in); err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Name)
	}
	return parts, names
}

// order is which elements may stand in which, in this order: what the schemas
// of ECMA-376 say of the elements that decks use, written down by hand. A "*"
// follows those that may stand in any number and among each other.
var order = map[string]string{
	"Types":            "Default* Override*",
	"Relationships":    "Relationship*",
	"Properties":       "Application Slides",
	"p:presentation":   "p:sldMasterIdLst p:notesMasterIdLst p:sldIdLst p:sldSz p:notesSz p:defaultTextStyle",
	"p:sldMasterIdLst": "p:sldMasterId*", "p:notesMasterIdLst": "p:notesMasterId", "p:sldIdLst": "p:sldId*",
	"p:defaultTextStyle": "a:defPPr a:lvl1pPr",
	"p:sldMaster":        "p:cSld p:clrMap p:sldLayoutIdLst p:transition p:timing p:hf p:txStyles",
	"p:sldLayoutIdLst":   "p:sldLayoutId*",
	"p:txStyles":         "p:titleStyle p:bodyStyle p:otherStyle",
	"p:titleStyle":       "a:lvl1pPr", "p:bodyStyle": "a:lvl1pPr", "p:otherStyle": "a:lvl1pPr", "p:notesStyle": "a:lvl1pPr",
	"p:sldLayout":   "p:cSld p:clrMapOvr p:transition p:timing p:hf",
	"p:sld":         "p:cSld p:clrMapOvr p:transition p:timing",
	"p:notesMaster": "p:cSld p:clrMap p:hf p:notesStyle",
	"p:notes":       "p:cSld p:clrMapOvr",
	"p:cSld":        "p:bg p:spTree", "p:clrMapOvr": "a:masterClrMapping",
	"p:bg": "p:bgPr", "p:bgPr": "a:solidFill a:effectLst",
	"p:spTree":     "p:nvGrpSpPr p:grpSpPr p:sp*p:grpSp*p:cxnSp*",
	"p:grpSp":      "p:nvGrpSpPr p:grpSpPr p:sp*p:grpSp*p:cxnSp*",
	"p:nvGrpSpPr":  "p:cNvPr p:cNvGrpSpPr p:nvPr",
	"p:grpSpPr":    "a:xfrm",
	"p:sp":         "p:nvSpPr p:spPr p:style p:txBody",
	"p:nvSpPr":     "p:cNvPr p:cNvSpPr p:nvPr",
	"p:cNvSpPr":    "a:spLocks",
	"p:nvPr":       "p:ph",
	"p:cxnSp":      "p:nvCxnSpPr p:spPr p:style",
	"p:nvCxnSpPr":  "p:cNvPr p:cNvCxnSpPr p:nvPr",
	"p:cNvCxnSpPr": "a:cxnSpLocks a:stCxn a:endCxn",
	"p:spPr":       "a:xfrm a:custGeom a:prstGeom a:noFill a:solidFill a:ln a:effectLst",
	"p:txBody":     "a:bodyPr a:lstStyle a:p*",
	"a:xfrm":       "a:off a:ext a:chOff a:chExt",
	"a:prstGeom":   "a:avLst", "a:avLst": "a:gd*",
	"a:custGeom": "a:avLst a:gdLst a:ahLst a:cxnLst a:rect a:pathLst",
	"a:pathLst":  "a:path*", "a:path": "a:moveTo*a:lnTo*a:cubicBezTo*a:close*",
	"a:moveTo": "a:pt", "a:lnTo": "a:pt", "a:cubicBezTo": "a:pt*",
	"a:ln":        "a:noFill a:solidFill a:prstDash a:round a:headEnd a:tailEnd",
	"a:solidFill": "a:schemeClr a:srgbClr",
	"a:schemeClr": "a:hueOff*a:satMod*a:lumMod*a:lumOff*",
	"a:bodyPr":    "a:noAutofit a:normAutofit",
	"a:p":         "a:pPr a:r*a:br* a:endParaRPr",
	"a:pPr":       "a:lnSpc", "a:lnSpc": "a:spcPct a:spcPts", "a:spcBef": "a:spcPct",
	"a:r": "a:rPr a:t", "a:rPr": "a:ln a:solidFill a:latin a:ea a:cs",
	"a:lvl1pPr": "a:lnSpc a:spcBef a:buNone a:defRPr", "a:defRPr": "a:solidFill a:latin a:ea a:cs",
	"a:theme": "a:themeElements", "a:themeElements": "a:clrScheme a:fontScheme a:fmtScheme",
	"a:clrScheme": "a:dk1 a:lt1 a:dk2 a:lt2 a:accent1 a:accent2 a:accent3 a:accent4 a:accent5 a:accent6 a:hlink a:folHlink",
	"a:dk1":       "a:srgbClr", "a:lt1": "a:srgbClr", "a:dk2": "a:srgbClr", "a:lt2": "a:srgbClr",
	"a:accent1": "a:srgbClr", "a:accent2": "a:srgbClr", "a:accent3": "a:srgbClr", "a:accent4": "a:srgbClr",
	"a:accent5": "a:srgbClr", "a:accent6": "a:srgbClr", "a:hlink": "a:srgbClr", "a:folHlink": "a:srgbClr",
	"a:fontScheme": "a:majorFont a:minorFont", "a:majorFont": "a:latin a:ea a:cs", "a:minorFont": "a:latin a:ea a:cs",
	"a:fmtScheme":    "a:fillStyleLst a:lnStyleLst a:effectStyleLst a:bgFillStyleLst",
	"a:fillStyleLst": "a:solidFill*", "a:bgFillStyleLst": "a:solidFill*", "a:lnStyleLst": "a:ln*",
	"a:effectStyleLst": "a:effectStyle*", "a:effectStyle": "a:effectLst",
	"cp:coreProperties": "dc:title*dc:creator*dcterms:created*dcterms:modified*dc:language*",
}

// misplaced returns the first element that may not stand where it does.
func misplaced(n *node) string {
	places := map[string]int{} // the groups of the order, by what they hold
	many := map[string]bool{}
	for i, group := range strings.Fields(order[n.name]) {
		for _, name := range strings.Split(strings.TrimSuffix(group, "*"), "*") {
			places[name], many[name] = i+1, strings.Contains(group, "*")
		}
	}
	at := 0
	for _, kid := range n.kids {
		place := places[kid.name]
		if place == 0 || place < at || place == at && !many[kid.name] {
			return kid.name + " in " + n.name
		}
		at = place
		if found := misplaced(kid); found != "" {
			return found
		}
	}
	return ""
}
