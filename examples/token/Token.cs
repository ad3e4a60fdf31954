// Asks Licet for a license token: dotnet run Token.cs wv kid=… contentKey=… securityLevel=1 hdcpOutputControl=0
using System.Net;
using System.Net.Http.Headers;

using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };

// The address that the player redeems the token at.
async Task<string> LicenseUrl(string server, string authenticator, string system, Dictionary<string, string> parameters)
{
    var form = new Dictionary<string, string>(parameters) { ["errorFormat"] = "json" };
    using var request = new HttpRequestMessage(HttpMethod.Post, $"{server}/hms/{system}/token")
    {
        Content = new FormUrlEncodedContent(form),
    };
    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", authenticator);
    using var response = await http.SendAsync(request);
    var answer = await response.Content.ReadAsStringAsync();
    // {"code":-4018,"message":"[-4018] Missing kid","requestId":"…"}
    if (response.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException(answer);
    return answer;
}

var parameters = args.Skip(1).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
try
{
    Console.WriteLine(await LicenseUrl(
        Environment.GetEnvironmentVariable("LICET_URL")!,
        Environment.GetEnvironmentVariable("LICET_AUTHENTICATOR")!,
        args[0],
        parameters));
    return 0;
}
catch (InvalidOperationException refused)
{
    Console.Error.WriteLine(refused.Message);
    return 1;
}
