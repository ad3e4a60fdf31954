<?php
// Asks Licet for a license token: php token.php wv kid=… contentKey=… securityLevel=1 hdcpOutputControl=0
declare(strict_types=1);

/** The address that the player redeems the token at. */
function license_url(string $server, string $authenticator, string $system, array $parameters): string
{
    $context = stream_context_create(['http' => [
        'method' => 'POST',
        'header' => "Authorization: Bearer $authenticator\r\nContent-Type: application/x-www-form-urlencoded",
        'content' => http_build_query($parameters + ['errorFormat' => 'json']),
        'timeout' => 10,
        'ignore_errors' => true,
    ]]);
    $stream = fopen("$server/hms/$system/token", 'r', false, $context);
    if ($stream === false) {
        throw new RuntimeException('no answer');
    }
    $answer = stream_get_contents($stream);
    $status = explode(' ', stream_get_meta_data($stream)['wrapper_data'][0])[1];
    // {"code":-4018,"message":"[-4018] Missing kid","requestId":"…"}
    if ($status !== '200') {
        throw new RuntimeException($answer);
    }
    return $answer;
}

$parameters = [];
foreach (array_slice($argv, 2) as $pair) {
    [$name, $value] = explode('=', $pair, 2);
    $parameters[$name] = $value;
}
try {
    echo license_url(getenv('LICET_URL'), getenv('LICET_AUTHENTICATOR'), $argv[1], $parameters), "\n";
} catch (RuntimeException $refused) {
    fwrite(STDERR, $refused->getMessage() . "\n");
    exit(1);
}
