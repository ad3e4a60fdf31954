// Asks Licet for a license token: go run token.go wv kid=… contentKey=… securityLevel=1 hdcpOutputControl=0
package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

var client = &http.Client{Timeout: 10 * time.Second}

// licenseURL returns the address that the player redeems the token at.
func licenseURL(server, authenticator, system string, parameters url.Values) (string, error) {
	parameters.Set("errorFormat", "json")
	request, err := http.NewRequest(http.MethodPost, server+"/hms/"+system+"/token", strings.NewReader(parameters.Encode()))
	if err != nil {
		return "", err
	}
	request.Header.Set("Authorization", "Bearer "+authenticator)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := client.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return "", err
	}
	// {"code":-4018,"message":"[-4018] Missing kid","requestId":"…"}
	if response.StatusCode != http.StatusOK {
		return "", errors.New(string(answer))
	}
	return string(answer), nil
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: token wv|fp|ck name=value …")
		os.Exit(2)
	}
	parameters := url.Values{}
	for _, pair := range os.Args[2:] {
		name, value, _ := strings.Cut(pair, "=")
		parameters.Set(name, value)
	}
	token, err := licenseURL(os.Getenv("LICET_URL"), os.Getenv("LICET_AUTHENTICATOR"), os.Args[1], parameters)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(token)
}
