package build

import (
	"context"
	"runtime"

	"woshou/generator/diagnostic"
	"woshou/generator/site"

	"golang.org/x/sync/errgroup"
)

// Check makes every file of a site that may have problems, and keeps none of
// them. The problems are
// those that a build finds in its second pass, unsorted; the error is one of
// the environment.
func Check(ctx context.Context, s *site.Site) ([]diagnostic.Problem, error) {
	press, err := NewPress(s, false)
	if err != nil {
		return nil, err
	}
	jobs, problems := press.Jobs()
	found := make([][]diagnostic.Problem, len(jobs))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, job := range jobs {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if job.Links != nil {
				found[i] = job.Links()
			}
			if job.Silent {
				return nil
			}
			_, more, err := job.Make()
			found[i] = append(found[i], more...)
			return err
		})
	}
	err = group.Wait()
	for _, more := range found {
		problems = append(problems, more...)
	}
	return problems, err
}
