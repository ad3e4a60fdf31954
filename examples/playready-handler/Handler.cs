// A PlayReady license handler for Licet, on Microsoft's PlayReady Server SDK for .NET.
// Never compiled against the SDK: names of the SDK are those of Microsoft's public documentation. See README.md.
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Media.Drm;

/// <summary>Opens the grant in the header X-Licet-Grant, a compact JWE (RFC 7516) with "dir" and "A256GCM".</summary>
public sealed class Grants
{
    private const int Longest = 64 * 1024;
    private readonly Dictionary<string, byte[]> secrets = new();
    private readonly ConcurrentDictionary<string, long> seen = new();
    private readonly string environment;

    /// <param name="lines">one or two secrets, each as: name, colon, base64url of 32 bytes</param>
    public Grants(string lines, string environment)
    {
        this.environment = environment;
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':');
            secrets[line[..colon]] = Decode(line[(colon + 1)..]);
        }
    }

    /// <summary>The payload, when everything that the contract wants checked is right; else a reason.</summary>
    public JsonElement Open(string grant, byte[] body)
    {
        if (string.IsNullOrEmpty(grant)) throw new BadGrant("there is no grant");
        if (grant.Length >= Longest) throw new BadGrant("the grant has 64 kB or more");
        var parts = grant.Split('.');
        if (parts.Length != 5 || parts[1].Length > 0) throw new BadGrant("the grant is no compact JWE with a shared key");
        var payload = JsonDocument.Parse(Decrypt(parts)).RootElement;
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        if (payload.GetProperty("v").GetInt32() != 1) throw new BadGrant("the grant has another version");
        if (payload.GetProperty("environment").GetString() != environment)
            throw new BadGrant("the grant is of another environment");
        if (payload.GetProperty("exp").GetInt64() <= now) throw new BadGrant("the grant has expired");
        if (payload.GetProperty("challenge").GetString() != Encode(SHA256.HashData(body)))
            throw new BadGrant("the grant is for another challenge");
        if (!IsNew(payload.GetProperty("jti").GetString()!, now)) throw new BadGrant("the grant was used before");
        return payload;
    }

    private byte[] Decrypt(string[] parts)
    {
        var header = JsonDocument.Parse(Decode(parts[0])).RootElement;
        var known = header.GetProperty("alg").GetString() == "dir" && header.GetProperty("enc").GetString() == "A256GCM";
        if (!known) throw new BadGrant("the grant has other algorithms than dir and A256GCM");
        if (!secrets.TryGetValue(header.GetProperty("kid").GetString()!, out var key))
            throw new BadGrant("the grant names a secret that is not known here");
        var cipher = Decode(parts[3]);
        var plain = new byte[cipher.Length];
        try
        {
            using var gcm = new AesGcm(key, 16);
            gcm.Decrypt(Decode(parts[2]), cipher, Decode(parts[4]), plain, Encoding.ASCII.GetBytes(parts[0]));
        }
        catch (CryptographicException)
        {
            throw new BadGrant("the grant does not open");
        }
        return plain;
    }

    private bool IsNew(string id, long now)
    {
        foreach (var old in seen.Where(entry => entry.Value < now)) seen.TryRemove(old.Key, out _);
        return seen.TryAdd(id, now + 70);
    }

    private static byte[] Decode(string text) =>
        Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));

    public static string Encode(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

/// <summary>Why a grant is not acted on; the text goes into the CustomData of a SOAP fault.</summary>
public sealed class BadGrant(string why) : Exception(why);

/// <summary>What the SDK calls with a challenge that it has verified.</summary>
public sealed class LicetHandler(IHttpContextAccessor http, Grants grants) : ILicenseAcquisitionHandler
{
    private static readonly Guid UnknownOutputs = new("786627D8-C2A6-44BE-8F88-08AE255B01A7");
    private static readonly Guid UnknownOutputsConstrained = new("B621D91F-EDCC-4035-8D4B-DC71760D43E9");

    public Task<LicenseResponse> HandleLicenseAcquisitionAsync(ILicenseChallenge challenge)
    {
        var context = http.HttpContext!;
        JsonElement grant;
        try
        {
            // The body as it came was kept by the endpoint before it was handed to the SDK.
            grant = grants.Open(context.Request.Headers["X-Licet-Grant"]!, (byte[])context.Items["body"]!);
        }
        catch (Exception bad) when (bad is BadGrant or FormatException or JsonException or KeyNotFoundException
            or InvalidOperationException or ArgumentException)
        {
            // The SDK writes this as a SOAP fault with the status 0x8004C604.
            throw new ServiceSpecificException(bad is BadGrant ? bad.Message : "the grant cannot be read");
        }
        var response = new LicenseResponse(challenge);
        foreach (var entry in grant.GetProperty("licenses").EnumerateArray())
            response.AddLicense(License(challenge, entry));
        var client = challenge.ClientInformation;
        var told = JsonSerializer.SerializeToUtf8Bytes(new
        {
            securityLevel = client.SecurityLevel,
            manufacturer = client.ManufacturerName,
            model = client.ModelName,
            certificateDigest = Convert.ToHexString(client.CertificateDigest).ToLowerInvariant(),
        });
        context.Response.Headers["X-Licet-Client"] = Grants.Encode(told);
        return Task.FromResult(response);
    }

    private static MediaLicense License(ILicenseChallenge challenge, JsonElement entry)
    {
        var key = Convert.FromBase64String(entry.GetProperty("key").GetString()!);
        var license = new MediaLicense(challenge, new ContentKey(entry.GetProperty("kid").GetGuid(), key));
        license.MinimumSecurityLevel = entry.GetProperty("minSecurityLevel").GetInt32();
        license.IsPersistent = entry.GetProperty("persistent").GetBoolean();
        if (entry.TryGetProperty("end", out var end))
        {
            license.BeginDate = DateTimeOffset.FromUnixTimeSeconds(entry.GetProperty("begin").GetInt64()).UtcDateTime;
            license.ExpirationDate = DateTimeOffset.FromUnixTimeSeconds(end.GetInt64()).UtcDateTime;
        }
        if (entry.TryGetProperty("firstPlay", out var play))
            license.ExpirationAfterFirstPlay = TimeSpan.FromSeconds(play.GetInt64());
        var levels = entry.GetProperty("opl");
        var right = license.PlayRight;
        right.AnalogVideoOPL = levels.GetProperty("analogVideo").GetInt16();
        right.CompressedDigitalAudioOPL = levels.GetProperty("compressedDigitalAudio").GetInt16();
        right.CompressedDigitalVideoOPL = levels.GetProperty("compressedDigitalVideo").GetInt16();
        right.UncompressedDigitalAudioOPL = levels.GetProperty("uncompressedDigitalAudio").GetInt16();
        right.UncompressedDigitalVideoOPL = levels.GetProperty("uncompressedDigitalVideo").GetInt16();
        if (entry.GetProperty("unknownOutput").GetString() == "Allow") right.AddPlayEnabler(UnknownOutputs);
        if (entry.GetProperty("unknownOutput").GetString() == "SDOnly") right.AddPlayEnabler(UnknownOutputsConstrained);
        return license;
    }
}
