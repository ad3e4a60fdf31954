package dev.licet.server.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/// The Chromium that is installed on this machine, without a window.
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String AXE = "axe.min.js";
    private static final int HEIGHT = 900;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /// @param profile an empty folder
    static Browser open(Path profile) {
        return start(options(profile));
    }

    /// One that runs no script of any page, as its user has chosen in the settings.
    static Browser withoutScripts(Path profile) {
        var options = options(profile);
        options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
        return start(options);
    }

    private static ChromeOptions options(Path profile) {
        if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
            throw new IllegalStateException("the tests of the pages need Chromium: apt-get install chromium"
                    + " chromium-driver; or leave them out with -Dlicet.browser=none");
        }
        var options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--force-prefers-reduced-motion",
                "--user-data-dir=" + profile.toAbsolutePath());
        return options;
    }

    private static Browser start(ChromeOptions options) {
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .withSilent(true)
                .build();
        var driver = new ChromeDriver(service, options);
        // Looking for barriers takes long where others want the processor too.
        driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
        driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        return new Browser(driver);
    }

    void go(String url) {
        driver.get(url);
    }

    String title() {
        return driver.getTitle();
    }

    String path() {
        return URI.create(driver.getCurrentUrl()).getPath();
    }

    String text() {
        return driver.findElement(By.tagName("main")).getText();
    }

    WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    void type(String field, String text) {
        WebElement element = one("[name='" + field + "']");
        element.clear();
        element.sendKeys(text);
    }

    /// Chooses from a list.
    void choose(String field, String value) {
        one("[name='" + field + "'] option[value='" + value + "']").click();
    }

    /// What a script in the page returns.
    double number(String script) {
        return ((Number) driver.executeScript(script)).doubleValue();
    }

    void run(String script, Object... arguments) {
        driver.executeScript(script, arguments);
    }

    /// What a script hands to the last of its arguments, at once or later.
    Object told(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /// Presses the button and waits for the page that follows.
    void press(String selector) {
        WebElement button = one(selector);
        button.click();
        await(() -> isGone(button));
    }

    /// Between two pages Chromium knows an element whose document is no longer its frame's, which the driver reports as
    /// an error without a kind; a moment later it is stale.
    private static boolean isGone(WebElement element) {
        try {
            element.isEnabled();
            return false;
        } catch (StaleElementReferenceException gone) {
            return true;
        } catch (WebDriverException going) {
            if (going.getRawMessage().contains("does not belong to the document")) return false;
            throw going;
        }
    }

    /// Waits until something is so, for 20 seconds at most.
    void await(BooleanSupplier what) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!what.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("it did not happen at " + driver.getCurrentUrl());
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// Sets the width of the page, which windows cannot be below a bound of their own.
    void width(int pixels) {
        size(pixels, HEIGHT);
    }

    private void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void dark(boolean dark) {
        var feature = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    /// How much broader than the window the page is; 0 when nobody must scroll sideways.
    long overflow() {
        return (Long) driver.executeScript(
                "return document.documentElement.scrollWidth" + " - document.documentElement.clientWidth");
    }

    /// What axe-core finds wrong, one line each. The markup of Swagger UI is not ours to mend (decision 021).
    List<?> barriers() {
        driver.executeScript(resource(AXE));
        return (List<?>) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run({ exclude: ['.swagger-ui'] }, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
                  .then(found => done(found.violations.map(one =>
                    one.id + ": " + one.nodes.map(node => node.html + " " + node.failureSummary).join("; "))));
                """);
    }

    private static String resource(String name) {
        try (InputStream in = Browser.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// What the browser complained about: refused scripts and styles, errors.
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(Object::toString)
                .toList();
    }

    /// Of the whole page, in a window that is as high: what scrolls is not drawn below the end of the window.
    void screenshot(String name) {
        int width = (int) number("return innerWidth");
        size(width, (int) Math.max(HEIGHT, number("return document.documentElement.scrollHeight")));
        byte[] image = Base64.getDecoder().decode((String)
                driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                        .get("data"));
        width(width);
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), image);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
