package dev.licet.server.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// A provider of OpenID Connect that this project did not write: npm's `oidc-provider` at its own strict
/// defaults. Its ID tokens hold no address, its answers name their issuer, and it insists on PKCE.
///
/// `npm ci` puts it below `target`, in the versions and with the checksums of `src/test/openid-provider`.
final class ForeignProvider implements AutoCloseable {
    private static final Path SOURCE = Path.of("src/test/openid-provider");
    private static final Path INSTALLED = Path.of("target/openid-provider");
    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\" method=\"post\"");
    private static final int LONGEST_WAY = 20;

    private final int port = freePort();
    private final Process process;

    /// @param back where it may send browsers to
    ForeignProvider(String back) {
        try {
            install();
            process = new ProcessBuilder("node", "provider.js", Integer.toString(port), back)
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .start();
            awaitReady();
        } catch (IOException failure) {
            throw new UncheckedIOException("node and npm are needed, from Debian's packages nodejs and npm", failure);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void install() throws IOException {
        Files.createDirectories(INSTALLED);
        boolean fresh = true;
        for (String name : new String[] {"package.json", "package-lock.json", "provider.js"}) {
            byte[] wanted = Files.readAllBytes(SOURCE.resolve(name));
            Path there = INSTALLED.resolve(name);
            boolean same = Files.exists(there) && java.util.Arrays.equals(wanted, Files.readAllBytes(there));
            if (!same) Files.write(there, wanted);
            if (!same && !name.endsWith(".js")) fresh = false;
        }
        if (fresh && Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))) return;
        var npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
                .directory(INSTALLED.toFile())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (waited(npm) != 0) throw new IOException("npm could not install oidc-provider");
    }

    private static int waited(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void awaitReady() throws IOException {
        var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var all = new StringBuilder();
        String line = said.readLine();
        while (line != null && !line.equals("ready")) {
            all.append(line).append('\n');
            line = said.readLine();
        }
        if (line == null) throw new IOException("the provider did not start: " + all);
        Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
    }

    String issuer() {
        return "http://127.0.0.1:" + port;
    }

    /// Signs with other keys from now on, as a provider does from time to time.
    void rotate() {
        if (Api.get(issuer() + "/test/rotate").status() != 200) throw new IllegalStateException("did not rotate");
    }

    /// What a person with a browser does there: signs in as somebody and agrees.
    /// @return the address of the dashboard that the browser is sent back to
    String signIn(String authorization, String name) throws IOException, InterruptedException {
        try (var browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            URI at = URI.create(authorization);
            var page = browser.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
            for (int i = 0; i < LONGEST_WAY; i++) {
                if (page.statusCode() >= 300 && page.statusCode() < 400) {
                    at = at.resolve(page.headers().firstValue("Location").orElseThrow());
                    if (!at.toString().startsWith(issuer())) return at.toString();
                    page = browser.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
                } else {
                    at = URI.create(form(page));
                    page = browser.send(filled(at, page.body(), name), BodyHandlers.ofString());
                }
            }
        }
        throw new IllegalStateException("the provider sends its visitors in circles");
    }

    private static String form(HttpResponse<String> page) {
        var form = FORM.matcher(page.body());
        if (!form.find()) throw new IllegalStateException(page.statusCode() + ": " + page.body());
        return form.group(1);
    }

    private static HttpRequest filled(URI form, String page, String name) {
        String fields = page.contains("name=\"login\"")
                ? "prompt=login&password=x&login=" + URLEncoder.encode(name, StandardCharsets.UTF_8)
                : "prompt=consent";
        return HttpRequest.newBuilder(form)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields))
                .build();
    }

    @Override
    public void close() {
        process.destroy();
        waited(process);
    }
}
