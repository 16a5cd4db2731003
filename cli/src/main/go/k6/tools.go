//go:build tools

// Package tools pins the program that the benchmarks make their load with.
package tools

import _ "go.k6.io/k6"
