// Egress is an HTTP proxy by which the node's container runtime reaches image registries, without a
// rule in the machine's firewall. It never leads to the machine itself: pods can reach it too.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"strings"
	"syscall"
	"time"
)

var dialer = net.Dialer{Timeout: 15 * time.Second, Control: refuseLocal}

func main() {
	listen := flag.String("listen", "127.0.0.1:3128", "address and port to listen on")
	flag.Parse()
	forward := &httputil.ReverseProxy{
		// The request of a proxy's client names its target already.
		Rewrite:   func(r *httputil.ProxyRequest) { r.Out.Host = r.In.Host },
		Transport: &http.Transport{DialContext: dialer.DialContext},
	}
	handler := func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodConnect:
			tunnel(w, r)
		case r.URL.IsAbs():
			forward.ServeHTTP(w, r)
		default:
			http.Error(w, "this is a proxy", http.StatusBadRequest)
		}
	}
	server := &http.Server{
		Addr:              *listen,
		Handler:           http.HandlerFunc(handler),
		ReadHeaderTimeout: 10 * time.Second,
	}
	log.Fatal(server.ListenAndServe())
}

// tunnel joins a client and its target until one of them has said all.
func tunnel(w http.ResponseWriter, r *http.Request) {
	client, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer client.Close()
	target, err := dialer.DialContext(r.Context(), "tcp", r.Host)
	if err != nil {
		// Clients show the status line and nothing else.
		fmt.Fprintf(client, "HTTP/1.1 502 %s\r\n\r\n", strings.ReplaceAll(err.Error(), "\n", " "))
		return
	}
	defer target.Close()
	fmt.Fprint(client, "HTTP/1.1 200 Connection Established\r\n\r\n")
	done := make(chan struct{}, 2)
	join := func(to io.Writer, from io.Reader) {
		io.Copy(to, from)
		done <- struct{}{}
	}
	go join(target, buffered)
	go join(client, target)
	<-done
}

// refuseLocal sees the address that a name turned out to have, so that no name can hide one.
func refuseLocal(_, address string, _ syscall.RawConn) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	ip := net.ParseIP(host)
	if ip == nil || ip.IsLoopback() || ip.IsUnspecified() || ip.IsLinkLocalUnicast() {
		return fmt.Errorf("%s is not outside of this machine", address)
	}
	own, err := net.InterfaceAddrs()
	if err != nil {
		return err
	}
	for _, a := range own {
		if network, ok := a.(*net.IPNet); ok && network.IP.Equal(ip) {
			return fmt.Errorf("%s is this machine itself", address)
		}
	}
	return nil
}
