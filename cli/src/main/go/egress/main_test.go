package main

import "testing"

func TestRefusesThisMachine(t *testing.T) {
	for address, refused := range map[string]bool{
		"127.0.0.1:80":    true,
		"[::1]:80":        true,
		"0.0.0.0:80":      true,
		"169.254.1.1:80":  true,
		"not-an-address":  true,
		"203.0.113.7:443": false,
	} {
		if err := refuseLocal("tcp", address, nil); (err != nil) != refused {
			t.Errorf("%s: %v", address, err)
		}
	}
}
