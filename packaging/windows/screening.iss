; UNTRIED: written for Inno Setup 6, never compiled or run. Called by build.ps1 with /DAppVersion=...
; Installs for one account without administrator rights, or for all with them. Vaults lie in the account's
; %LOCALAPPDATA%\screening and are touched by neither installing nor uninstalling.

#ifndef AppVersion
  #error Run packaging\windows\build.ps1, which hands the version over
#endif

[Setup]
AppId={{6E0B1E0C-5A3F-4E0B-9D1B-7C5D2A8F4C11}
AppName=Screening
AppVersion={#AppVersion}
VersionInfoVersion={#AppVersion}
DefaultDirName={autopf}\Screening
DefaultGroupName=Screening
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
SourceDir=..\..
OutputDir=dist
OutputBaseFilename=screening-{#AppVersion}-setup
SetupIconFile=build\icons\screening.ico
UninstallDisplayIcon={app}\screening.exe
LicenseFile=LICENSE
Compression=lzma2/max
SolidCompression=yes
; A program that is open holds a vault: it is asked to close, never killed.
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; Files of an older version would be loaded beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "build\package\screening\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{autoprograms}\Screening"; Filename: "{app}\screening.exe"
Name: "{autodesktop}\Screening"; Filename: "{app}\screening.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\screening.exe"; Description: "{cm:LaunchProgram,Screening}"; Flags: nowait postinstall skipifsilent
