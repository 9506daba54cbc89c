# UNTRIED: written for Windows 10 and 11 on x64, never run. Nobody of the project has had such a machine yet.
#
# Builds the program's folder with PyInstaller and an installer with Inno Setup 6:
#     powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1
# Needs Python 3.11 or newer for x64 (the `py` launcher) and, for the last step, Inno Setup 6.
# The first run needs the network, for the libraries pinned by hash in requirements.lock.
# With -Certificate THUMBPRINT (in the store of this account) program and installer are signed by signtool.
param(
    [string]$Certificate = "",
    [string]$Timestamp = "",
    [string]$InnoSetup = "${env:ProgramFiles(x86)}\Inno Setup 6\ISCC.exe"
)
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")

function Invoke-Checked {
    param([string]$Program, [string[]]$Words)
    & $Program @Words
    if ($LASTEXITCODE -ne 0) { throw "$Program ended with $LASTEXITCODE" }
}

function Add-Signature {
    param([string]$File)
    if ($Certificate -eq "") { return }
    $words = @("sign", "/sha1", $Certificate, "/fd", "SHA256")
    if ($Timestamp -ne "") { $words += @("/tr", $Timestamp, "/td", "SHA256") }
    Invoke-Checked "signtool.exe" ($words + $File)
}

if (-not (Test-Path ".venv\Scripts\python.exe")) {
    Invoke-Checked "py" @("-3", "-m", "venv", ".venv")
    $pip = @("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    Invoke-Checked ".venv\Scripts\python.exe" ($pip + @("--require-hashes", "-r", "requirements.lock"))
    Invoke-Checked ".venv\Scripts\python.exe" ($pip + @("--no-deps", "--no-build-isolation", "--editable", "."))
}
$python = ".venv\Scripts\python.exe"

$env:PYTHONHASHSEED = "0"
$env:PYTHONUTF8 = "1"
Invoke-Checked $python @("-m", "tools.messages", "compile")
Invoke-Checked $python @("-m", "tools.make_icons")
Invoke-Checked $python @("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN",
    "--distpath", "build\package", "--workpath", "build\pyinstaller", "packaging\screening.spec")
Invoke-Checked $python @("-m", "tools.package_licences", "build\pyinstaller\screening", "build\package\screening\licences.txt")
Add-Signature "build\package\screening\screening.exe"
Add-Signature "build\package\screening\screening-cli.exe"

# The least that must work before anybody is given it.
Invoke-Checked "build\package\screening\screening-cli.exe" @("--version")
$out = Join-Path $env:TEMP ("screening-" + [guid]::NewGuid())
Invoke-Checked "build\package\screening\screening-cli.exe" @("demo", "--out", $out, "--language", "ar")

$version = & $python -c "import screening; print(screening.__version__)"
if (Test-Path $InnoSetup) {
    Invoke-Checked $InnoSetup @("/Qp", "/DAppVersion=$version", "packaging\windows\screening.iss")
    $installer = "dist\screening-$version-setup.exe"
    Add-Signature $installer
    Write-Output ("{0}: {1:N1} MB" -f $installer, ((Get-Item $installer).Length / 1MB))
} else {
    Write-Output "Inno Setup 6 was not found at $InnoSetup; the program's folder is build\package\screening."
}
