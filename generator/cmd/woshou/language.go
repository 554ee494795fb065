package main

import "fmt"

// tongue is the language that a command speaks to its user: "zh" or "en".
type tongue string

// local is the language of the locale.
func local() tongue { return tongue(localLanguage()) }

// lines are what commands say in Chinese when they are done, by what they say
// in English. Counts come with their nouns.
var lines = map[string]string{
	"%s: %s, %s, %d kB in %d ms":                              "%s：%s，%s，%d kB，用时%d毫秒",
	" (%s written, %d deleted)\n":                             "（写入%s，删除%d个）\n",
	" (nothing changed)\n":                                    "（没有变化）\n",
	"%s, %s; nothing was written to %s":                       "%s，%s；没有写入%s",
	"%s: %s, %s, %s":                                          "%s：%s，%s，%s",
	"%s: %s in %s\n":                                          "%s：%s，共%s\n",
	"%s   (Ctrl-C ends it)\n":                                 "%s   （按Ctrl-C结束）\n",
	"%s is ready. Next: woshou serve %s\n":                    "%s建好了。下一步：woshou serve %s\n",
	"%s: %s and %s moved in, %s not. Next: woshou check %s\n": "%s：搬来%s和%s，没搬的有%s。下一步：woshou check %s\n",
	"%s not in canonical form":                                "%s不是规范的写法",

	// how commands are used
	"usage: %s":                                         "用法：%s",
	"%s --help tells more":                              "%s --help有详细说明",
	"one SITE at most, not %d: %s":                      "至多写一个站点，现在有%d个：%s",
	"one %s, not %d: %s":                                "只写一个%s，现在有%d个：%s",
	"%s is missing":                                     "没有写%s",
	"the theme has no file %s, but %s":                  "主题里没有文件%s，有%s",
	"the theme has no file %s: woshou theme lists them": "主题里没有文件%s：woshou theme列出有哪些",
	"%s %q: expected %s":                                "%s %q：应该是%s",
	"%s has no command %s":                              "%s没有%s这个命令",
	"--scale %v: more than 0, at most 16":               "--scale %v：应该大于0，至多16",
	"no folder %s here: name the site's, or make one with woshou new": "这里没有文件夹%s：请写出站点的文件夹，或者用woshou new建一个",
	"no folder %s here":              "这里没有文件夹%s",
	"no file %s here":                "这里没有文件%s",
	"%s is no folder: a site is one": "%s不是文件夹，站点是一个文件夹",
	"%s is a folder, not a scenario": "%s是文件夹，不是场景",
	"%s is a page, not a scenario; its figures: woshou export %s --format txt": "%s是页面，不是场景；里面的图这样看：woshou export %s --format txt",
	"%s is not empty": "%s不是空的",

	// woshou translate
	"translated":              "已译",
	"stale":                   "过期",
	"missing":                 "缺译",
	"orphan":                  "原文已删",
	"unverified":              "未确认",
	"edited":                  "译文改过",
	"fresh":                   "最新",
	"all pages":               "全站",
	", ":                      "、",
	"%s: %s":                  "%s：%s",
	"nothing to translate":    "没有要翻译的",
	"%s recorded, %d missing": "记下%s，还缺%d节",
	"Nothing is verified yet. Where the pages correspond, record it: woshou translate done %s": "还没有确认过。各页对得上的话，记下来：woshou translate done %s",
	"# %s: translated in %s": "# %s：译文在%s",
	"# The text that was translated is not in the history of a repository. The original is now, in %s:": "# 仓库的历史里找不到翻译时的原文。现在的原文在%s：",
	"# The Markdown in %s is that of commit %s; what it takes in or refers to has changed.":             "# %s的Markdown与提交%s里的一样，变的是它引入或引用的东西。",
}

// measures are the nouns with their measure words.
var measures = map[string]string{
	"error": "个错误", "warning": "个警告", "hint": "个提示", "page": "页", "figure": "幅图", "file": "个文件",
	"other file": "个其他文件", "thing": "样",
	"section": "节",
}

// line is a line in the language.
func (t tongue) line(format string, args ...any) string {
	if said, ok := lines[format]; ok && t == "zh" {
		format = said
	}
	return fmt.Sprintf(format, args...)
}

// count is a number with its noun: "2 pages".
func (t tongue) count(n int, noun string) string {
	if measure, ok := measures[noun]; ok && t == "zh" {
		return fmt.Sprint(n, measure)
	}
	return count(n, noun)
}
