import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks Licet for a license token: java Token.java wv kid=… contentKey=… securityLevel=1 hdcpOutputControl=0 */
public class Token {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** The address that the player redeems the token at. */
    static String licenseUrl(String server, String authenticator, String system, Map<String, String> parameters)
            throws Exception {
        var all = new LinkedHashMap<String, String>(parameters);
        all.put("errorFormat", "json");
        String form = all.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(server + "/hms/" + system + "/token"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + authenticator)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        // {"code":-4018,"message":"[-4018] Missing kid","requestId":"…"}
        if (response.statusCode() != 200) throw new IllegalStateException(response.body());
        return response.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public static void main(String[] arguments) throws Exception {
        var parameters = new LinkedHashMap<String, String>();
        for (int i = 1; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            parameters.put(pair[0], pair[1]);
        }
        try {
            System.out.println(licenseUrl(
                    System.getenv("LICET_URL"), System.getenv("LICET_AUTHENTICATOR"), arguments[0], parameters));
        } catch (IllegalStateException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }
}
