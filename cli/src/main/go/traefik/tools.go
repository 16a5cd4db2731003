//go:build tools

// Package tools pins a command of the local cluster.
package tools

import _ "github.com/traefik/traefik/v3/cmd/traefik"
