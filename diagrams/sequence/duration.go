package sequence

import "strconv"

// rounded returns the nearest length with one significant digit, in the unit
// that it is printed in, if that is within six per cent, else with two.
func rounded(us int64) int64 {
	digit := unitOf(us).us
	for us/digit >= 10 {
		digit *= 10
	}
	if one := (us + digit/2) / digit * digit; (max(one, us)-min(one, us))*100 <= 6*us || digit < 10 {
		return one
	}
	digit /= 10
	return (us + digit/2) / digit * digit
}

// unit is a unit of time, with the least length that is printed in it.
type unit struct {
	name     string
	us, from int64
}

// unitOf is the largest unit that suits a length: seconds up to ten minutes, so
// that 2 MSL is "240 s".
func unitOf(us int64) unit {
	for _, u := range []unit{{"h", 3600e6, 7200e6}, {"min", 60e6, 600e6}, {"s", 1e6, 1e6}, {"ms", 1e3, 1e3}} {
		if us >= u.from {
			return u
		}
	}
	return unit{"us", 1, 0}
}

// duration prints a length of time in the unit that suits it.
func duration(us int64) string {
	if us == 0 {
		return "0 s"
	}
	u := unitOf(us)
	thousandths := (us*1000 + u.us/2) / u.us
	return strconv.FormatFloat(float64(thousandths)/1000, 'f', -1, 64) + " " + u.name
}
