<?php
// Calls the service from PHP: php panggil.php [ADDRESS]. Start it first: kinerja layani
// Needs PHP 8.1 or newer with its curl extension. The figures are invented.
declare(strict_types=1);

$address = rtrim($argv[1] ?? 'http://127.0.0.1:8765/', '/') . '/';

function ask(string $address, array|string $body, string ...$headers): array
{
    $call = curl_init($address);
    curl_setopt_array($call, [
        CURLOPT_POST => true,
        CURLOPT_POSTFIELDS => $body,
        CURLOPT_HTTPHEADER => $headers,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 90,
    ]);
    $answer = curl_exec($call);
    if ($answer === false) {
        throw new RuntimeException(curl_error($call));
    }
    $status = curl_getinfo($call, CURLINFO_RESPONSE_CODE);
    $data = json_decode($answer, true, flags: JSON_THROW_ON_ERROR);
    if ($status !== 200) {
        foreach ($data['diagnostics'] as $one) {
            echo "{$one['code']}: {$one['message']['id']}\n";
        }
        return [];
    }
    return $data;
}

function ask_json(string $address, array $body): array
{
    return ask($address, json_encode($body, JSON_THROW_ON_ERROR), 'content-type: application/json');
}

$rumus = 'Jumlah pegawai disiplin -----x100% Jumlah total pegawai';

$reading = ask_json("{$address}baca-rumus", ['rumus' => $rumus]);
echo "Terbaca: {$reading['baku']}\n";
echo 'Perlu  : ' . implode(', ', $reading['diperlukan']) . "\n";

$result = ask_json("{$address}hitung", [
    'rumus' => $rumus,
    'data' => ['Jumlah pegawai disiplin' => 18, 'Jumlah total pegawai' => '20 orang'],
    'target' => '94%',
]);
// value is exact, a text such as 90 or 275/3; text is what a person reads.
echo "Hasil  : {$result['text']} (tepatnya {$result['value']})\n";
echo "Capaian: {$result['capaian']['text']}, {$result['capaian']['predikat']}\n";

// What is wrong has a code, and both languages.
ask_json("{$address}hitung", ['rumus' => $rumus, 'data' => ['Jumlah pegawai disiplin' => 18]]);

// A document is sent as a file; nothing of it is kept.
$table = "Jabatan,Indikator,Formula,Target\nCAMAT,Kehadiran,Jumlah hadir / Jumlah undangan x 100%,94%\n";
$figures = "nama,nilai\nJumlah hadir,9\nJumlah undangan,10\n";
$report = ask("{$address}laporan", [
    'berkas' => new CURLStringFile($table, 'pk.csv', 'text/csv'),
    'realisasi' => new CURLStringFile($figures, 'angka.csv', 'text/csv'),
]);
foreach ($report['rows'] as $row) {
    echo "Laporan: {$row['indikator']} {$row['text']}, capaian {$row['capaian']['text']}\n";
}
