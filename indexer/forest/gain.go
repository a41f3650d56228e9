package forest

// minCurvature is the least sum of second derivatives in a leaf (LightGBM's
// min_sum_hessian_in_leaf): below it a leaf's value would be noise.
const minCurvature = 1e-3

// limits keep the values of leaves where the monotone features want them.
type limits struct{ low, high float64 }

// candidate is the best split of a leaf by one feature; gain is 0 when there is
// none.
type candidate struct {
	feature        int
	bin            uint8 // the last bin that goes left
	gain           float64
	left, right    sums
	valueL, valueR float64 // of the left and the right child
}

// search looks for the best split of a leaf.
type search struct {
	minRows  int
	l2       float64
	limits   limits
	total    sums
	monotone int8
}

// value is what a leaf with these rows would add to the score.
func (s *search) value(rows sums) float64 {
	return min(max(-rows.g/(rows.h+s.l2), s.limits.low), s.limits.high)
}

// loss is twice what the loss falls when rows get value.
func (s *search) loss(rows sums, value float64) float64 {
	return -(2*rows.g*value + (rows.h+s.l2)*value*value)
}

// best is the best split by a feature with so many bins. Of equally good ones it
// is the one with the lowest threshold.
func (s *search) best(feature int, h *histogram, bins int) candidate {
	found := candidate{feature: feature}
	if s.total.h < minCurvature {
		return found
	}
	now := s.loss(s.total, s.value(s.total))
	var left sums
	for bin := range bins - 1 {
		left.plus(h[bin])
		if left.n < s.minRows || left.h < minCurvature {
			continue
		}
		right := s.total.minus(left)
		if right.n < s.minRows || right.h < minCurvature {
			break
		}
		valueL, valueR := s.value(left), s.value(right)
		if s.monotone > 0 && valueL > valueR || s.monotone < 0 && valueL < valueR {
			continue
		}
		gain := s.loss(left, valueL) + s.loss(right, valueR) - now
		if gain > found.gain {
			found = candidate{
				feature: feature, bin: uint8(bin), gain: gain,
				left: left, right: right, valueL: valueL, valueR: valueR,
			}
		}
	}
	return found
}
