//go:build tools

// Package tools pins a command of the local cluster.
package tools

import _ "github.com/coredns/coredns"
