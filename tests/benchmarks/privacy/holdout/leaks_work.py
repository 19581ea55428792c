"""Scenarios of work at a terminal and in an editor."""

from tests.benchmarks.privacy.holdout.scripts import Paste, Script, Step, Window


def _shell(*steps: Step, app: str = "gnome-terminal-server", title: str = "anna@buildbox: ~") -> Script:
    return Script("terminal", (Window(app, title), *steps))


def _editor(title: str, *steps: Step, app: str = "code") -> Script:
    return Script("editor", (Window(app, title), *steps))


_POWERSHELL = {"app": "powershell.exe", "title": "Windows PowerShell"}

TERMINALS = (
    _shell("ssh {user}@{host}\n", "{password}\n", "uptime\n"),
    _shell("ssh prod\n", "{strong}\n", "tail -f /var/log/syslog\n"),
    _shell("sudo apt update\n", "{password}\n", "ls\n"),
    _shell("sudo -i\n", "{word}\n", "whoami\n"),
    _shell("su -\n", "{password}\n", "systemctl status cron\n"),
    _shell("sudo dnf upgrade\n", "{password}x\n", "{password}\n", "ls\n"),
    _shell("mysql -u root -p\n", "{password}\n", "show databases;\n"),
    _shell("mysql -u root -p{password} shop\n", "select 1;\n"),
    _shell("mysqldump -h db --user=app --password={password} shop > dump.sql\n"),
    _shell("psql -h db-staging -U app shop\n", "{password}\n", "\\dt\n"),
    _shell("PGPASSWORD={password} psql -h db -U app\n"),
    _shell("psql postgresql://app:{password}@db.acme.example:5432/shop\n"),
    _shell("sshpass -p '{password}' ssh {user}@{host}\n"),
    _shell("export DB_PASSWORD='{password}'\n", "make run\n"),
    _shell("export AWS_SECRET_ACCESS_KEY={key_awssecret}\n"),
    _shell("aws configure\n", "{key_aws}\n", "{key_awssecret}\n", "eu-central-1\n", "json\n"),
    _shell("aws configure set aws_secret_access_key {key_awssecret}\n"),
    _shell("kubectl create secret generic db --from-literal=password={password}\n"),
    _shell("kubectl config set-credentials admin --token={key_jwt}\n"),
    _shell("kubectl create secret docker-registry r --docker-username=a --docker-password={strong}\n"),
    _shell("docker login -u {user} registry.acme.example\n", "{password}\n", "docker pull app\n"),
    _shell("docker login -u {user} -p {key_docker}\n"),
    _shell("docker run -e POSTGRES_PASSWORD={password} -d postgres:16\n"),
    _shell("git clone https://oauth2:{key_gitlab}@gitlab.acme.example/shop/web.git\n"),
    _shell("git clone https://{user}:{key_github}@github.com/acme/web.git\n"),
    _shell("git push\n", "{user}\n", "{key_github}\n"),
    _shell("git remote set-url origin https://{user}:{password}@git.acme.example/web.git\n"),
    _shell('curl -H "Authorization: Bearer {key_opaque}" https://api.acme.example/v1/users\n'),
    _shell("curl -H 'X-API-Key: {key_hex}' https://api.acme.example/v1/users\n"),
    _shell("curl -u admin:{password} https://jenkins.acme.example/job/web/build\n"),
    _shell('curl -d "username=anna&password={strong}" https://acme.example/login\n'),
    _shell("wget --user=anna --password={password} https://acme.example/file.zip\n"),
    _shell("echo {password} | sudo -S reboot\n"),
    _shell("openssl enc -aes-256-cbc -in a.txt -out a.enc -pass pass:{password}\n"),
    _shell("ssh-keygen -t ed25519\n", "\n", "{passphrase}\n", "{passphrase}\n"),
    _shell("passwd\n", "{password}\n", "{password2}\n", "{password2}\n", "exit\n"),
    _shell("npm config set //registry.npmjs.org/:_authToken {key_npm}\n"),
    _shell("redis-cli -h cache -a {strong} ping\n"),
    _shell('mongosh "mongodb://admin:{password}@mongo.acme.example:27017/shop"\n'),
    _shell("heroku config:set SECRET_KEY={key_hex}\n"),
    _shell("vault login {key_vault}\n"),
    _shell("gpg --decrypt notes.gpg\n", "{passphrase}\n"),
    _shell("sudo mount -t cifs //nas/share /mnt -o username=anna,password={password}\n"),
    _shell("net use Z: \\\\nas\\share {password} /user:anna\n", **_POWERSHELL),
    _shell('$env:API_KEY="{key_opaque}"\n', **_POWERSHELL),
    _shell("az login -u {email} -p {password}\n", **_POWERSHELL),
    _shell("runas /user:acme\\admin cmd\n", "{password}\n", **_POWERSHELL),
    _shell("export TF_VAR_db_password={password}\n", "terraform plan\n"),
    _shell("scp dump.sql {user}@{host}:/tmp\n", "{password}\n"),
    _shell("ftp ftp.acme.example\n", "{user}\n", "{password}\n", "ls\n"),
    _shell("sudo cryptsetup luksOpen /dev/sdb1 data\n", "{password}\n", "{passphrase}\n"),
    _shell("7z a -p{password} out.7z docs/\n"),
    _shell("export OPENAI_API_KEY={key_openai}\n", "python chat.py\n"),
    _shell("pip install --index-url https://ci:{strong}@pypi.acme.example/simple acme\n"),
    _shell("kinit {user}\n", "{password}\n", "klist\n", app="kitty", title="kitty"),
    _shell("gh auth login --with-token <<< {key_github}\n"),
    _shell("huggingface-cli login --token {key_huggingface}\n"),
    _shell("htpasswd -b .htpasswd anna {password}\n"),
    _shell("export SLACK_TOKEN=", Paste("{key_slack}"), "\n"),
    _shell("ssh-add ~/.ssh/id_ed25519\n", "{passphrase}\n", "git pull\n"),
    _shell("ssh {user}@{host}\n", "yes\n", "{password}\n", "ls\n"),
    _shell("sudo nano /etc/hosts\n", "{password}\n", title="anna@buildbox: /etc", app="XTerm"),
)
"""At a prompt."""

EDITORS = (
    _editor(
        ".env - shop - Visual Studio Code", "DB_HOST=db\nDB_PASSWORD={password}\nSTRIPE_KEY={key_stripe}\n"
    ),
    _editor(".env.local - Cursor", "NEXT_PUBLIC_URL=/\nJWT_SECRET={key_hex}\nSMTP_PASS={strong}\n"),
    _editor(
        "config.yml (~/app) - VIM", "iserver:\nuser: app\npassword: {password}\n", app="gnome-terminal-server"
    ),
    _editor("settings.py - shop - PyCharm", "SECRET_KEY = '{key_opaque}'\nDEBUG = False\n"),
    _editor("appsettings.json - Visual Studio", '"Db": "Server=db;User Id=sa;Password={password};"\n'),
    _editor(
        "docker-compose.yml - Code", "environment:\n  POSTGRES_USER: app\n  POSTGRES_PASSWORD: {password}\n"
    ),
    _editor("wp-config.php - gedit", "define( 'DB_PASSWORD', '{password}' );\n", app="gedit"),
    _editor("application.properties - IntelliJ IDEA", "spring.datasource.password={strong}\n"),
    _editor(
        "credentials - Code",
        "[default]\naws_access_key_id = {key_aws}\naws_secret_access_key = {key_awssecret}\n",
    ),
    _editor(".netrc - Code", "machine api.acme.example login anna password {password}\n"),
    _editor(".pgpass - Code", "db.acme.example:5432:shop:app:{password}\n"),
    _editor("client.py - Code", 'client = Client(api_key="{key_opaque}", retries=3)\n'),
    _editor("Main.java - Eclipse", 'private static final String PASSWORD = "{password}";\n'),
    _editor("bot.py - Code", 'bot = Bot(token="{key_telegram}")\n'),
    _editor("mail.js - Code", "sgMail.setApiKey('{key_sendgrid}')\n"),
    _editor("maps.html - Code", '<script src="https://maps.example/api/js?key={key_google}"></script>\n'),
    _editor("llm.ts - Code", "const key = '{key_anthropic}'\n"),
    _editor("terraform.tfvars - Code", 'do_token = "{key_digitalocean}"\n'),
    _editor("notes.txt - Notepad", "wifi: {password}\nprinter is on the second floor\n", app="notepad.exe"),
    _editor("Daily note - Obsidian", "Netflix pw {password}\n", app="obsidian"),
    _editor("Sticky Notes", "router admin / {strong}\n", app="sticky"),
    _editor(
        "passwords.txt - Notepad", "amazon {password}\nbank {pin}\nmail {password2}\n", app="notepad.exe"
    ),
    _editor("Book1 - Excel", "site\tuser\tpassword\nshop\tanna\t{password}\n", app="EXCEL.EXE"),
    _editor("id_rsa - Code", Paste("{privatekey}")),
    _editor("test.http - Code", "GET /v1/me\nAuthorization: Basic {key_basic}\nX-Token: {key_uuid}\n"),
    _editor("conn.py - Code", 'engine = create_engine("mysql://app:{password}@db/shop")\n'),
    _editor("secrets.yaml - Code", "apiVersion: v1\nkind: Secret\nstringData:\n  token: {key_jwt}\n"),
    _editor("api.rb - Code", "redis = Redis.new(url: 'redis://:{strong}@cache:6379/0')\n"),
)
"""In files."""
