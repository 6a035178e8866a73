// The web servers the program stands behind: one function each writes a
// minimal configuration and says how to start it in the foreground.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { clarus, source } from './env.mjs';

const statics = join(source, 'static');
const isRoot = process.getuid() === 0;

// The lines of an example about published files, as an administrator would
// have them: what is tested here is what is handed out.
export function published(name, { dir, socket }, part = '') {
  const text = readFileSync(join(source, 'examples', `${name}.conf.in`), 'utf8');
  const begin = `# ---- Published files${part}`;
  const lines = text.slice(text.indexOf(begin)).split('\n');
  if (!text.includes(begin)) throw new Error(`${name}.conf.in has no "${begin}"`);
  return lines.slice(0, lines.findIndex(line => line.trim() === '# ----')).join('\n')
    .replaceAll('@statedir@', dir).replaceAll('/run/clarus.sock', socket);
}

function lighttpdBase({ dir, port }) {
  return `
server.document-root = "${dir}/empty"
server.bind = "127.0.0.1"
server.port = ${port}
server.tag = ""
server.errorlog = "${dir}/lighttpd.log"
server.max-request-size = 65536
server.upload-dirs = ("${dir}")
mimetype.assign = (
	".css" => "text/css; charset=utf-8",
	".js" => "text/javascript; charset=utf-8",
	".svg" => "image/svg+xml",
	".png" => "image/png",
	".ico" => "image/x-icon",
)
`;
}

function lighttpd(place) {
  const conf = join(place.dir, 'lighttpd.conf');
  writeFileSync(conf, `
server.modules = ("mod_alias", "mod_rewrite", "mod_setenv", "mod_fastcgi")
${lighttpdBase(place)}
${published('lighttpd', place)}
alias.url += ("/static/" => "${statics}/")
$HTTP["url"] !~ "^/(static|published)/" {
	fastcgi.server = ("/" => ((
		"socket" => "${place.socket}",
		"check-local" => "disable",
		"disable-time" => 0,
		"fix-root-scriptname" => "enable"
	)))
}
`);
  return ['/usr/sbin/lighttpd', ['-D', '-f', conf]];
}

// The program started by lighttpd itself, which gives it the socket as
// descriptor 0.
function lighttpdSpawns(place) {
  const conf = join(place.dir, 'lighttpd.conf');
  writeFileSync(conf, `
server.modules = ("mod_alias", "mod_fastcgi")
${lighttpdBase(place)}
fastcgi.server = ("/" => ((
	"socket" => "${place.dir}/own.sock",
	"bin-path" => "${script(place)}",
	"max-procs" => 1,
	"check-local" => "disable",
	"fix-root-scriptname" => "enable"
)))
`);
  return ['/usr/sbin/lighttpd', ['-D', '-f', conf]];
}

// A script that starts the program with the site's settings.  They stand in
// the environment: as plain CGI the program takes no words, because some
// web servers make words of the query.
function script(place) {
  const path = join(place.dir, 'clarus.cgi');
  const lines = Object.entries(place.settings).map(([name, value]) =>
    `export CLARUS_${name.toUpperCase()}='${String(value).replaceAll("'", `'\\''`)}'`);
  writeFileSync(path, `#!/bin/sh\n${lines.join('\n')}\nexec '${clarus}'\n`);
  chmodSync(path, 0o755);
  return path;
}

function cgi(place) {
  const conf = join(place.dir, 'lighttpd.conf');
  writeFileSync(conf, `
server.modules = ("mod_alias", "mod_rewrite", "mod_setenv", "mod_cgi")
${lighttpdBase(place)}
alias.url += ("/static/" => "${statics}/")
$HTTP["url"] !~ "^/(static|published)/" {
	alias.url = ("/" => "${script(place)}/")
	cgi.assign = (".cgi" => "")
}
${published('lighttpd', place)}
`);
  return ['/usr/sbin/lighttpd', ['-D', '-f', conf]];
}

const fastcgiParams = `
	fastcgi_param GATEWAY_INTERFACE CGI/1.1;
	fastcgi_param SERVER_SOFTWARE nginx;
	fastcgi_param QUERY_STRING $query_string;
	fastcgi_param REQUEST_METHOD $request_method;
	fastcgi_param CONTENT_TYPE $content_type;
	fastcgi_param CONTENT_LENGTH $content_length;
	fastcgi_param REQUEST_URI $request_uri;
	fastcgi_param DOCUMENT_URI $document_uri;
	fastcgi_param SERVER_PROTOCOL $server_protocol;
	fastcgi_param REQUEST_SCHEME $scheme;
	fastcgi_param HTTPS $https if_not_empty;
	fastcgi_param REMOTE_ADDR $remote_addr;
	fastcgi_param SERVER_NAME $server_name;
	fastcgi_param SERVER_PORT $server_port;
`;

function nginx(place) {
  const { dir, port, socket } = place;
  writeFileSync(join(dir, 'fastcgi_params'), fastcgiParams);
  const conf = join(dir, 'nginx.conf');
  const temps = ['client_body', 'fastcgi', 'proxy', 'uwsgi', 'scgi']
    .map(name => `	${name}_temp_path ${dir}/nginx-${name};`).join('\n');
  writeFileSync(conf, `
daemon off;
${isRoot ? 'user root;' : ''}
worker_processes 1;
pid ${dir}/nginx.pid;
error_log ${dir}/nginx.log;
events { worker_connections 1024; }
http {
	access_log off;
	server_tokens off;
	types {
		text/css css; text/javascript js; image/svg+xml svg;
		image/png png; image/x-icon ico;
	}
	charset utf-8;
	charset_types text/css text/javascript;
	client_max_body_size 32m;
	client_header_timeout 30s;
${temps}
${published('nginx', place, ': which')}
	server {
		listen 127.0.0.1:${port} backlog=1024;
		location /static/ { alias ${statics}/; }
		location / {
			include fastcgi_params;
			fastcgi_pass unix:${socket};
			fastcgi_buffer_size 16k;
			fastcgi_buffers 8 16k;
		}
${published('nginx', place, ': where')}
	}
}
`);
  return ['/usr/sbin/nginx', ['-p', dir, '-c', conf, '-e', join(dir, 'nginx.log')]];
}

function apache(place) {
  const { dir, port, socket } = place;
  const conf = join(dir, 'apache.conf');
  const modules = ['mpm_event', 'authz_core', 'mime', 'alias', 'proxy',
    'proxy_fcgi', 'reqtimeout', 'rewrite', 'headers'];
  const lines = modules.map(name =>
    `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
  writeFileSync(conf, `
ServerRoot ${dir}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${dir}/apache.pid
ErrorLog ${dir}/apache.log
DefaultRuntimeDir ${dir}
Mutex pthread
StartServers 2
ServerLimit 8
ThreadsPerChild 64
MaxRequestWorkers 512
MinSpareThreads 64
MaxSpareThreads 512
ServerTokens Prod
${lines.join('\n')}
${isRoot ? 'User www-data\nGroup www-data' : ''}
TypesConfig /dev/null
AddType text/css .css
AddType text/javascript .js
AddType image/svg+xml .svg
AddType image/png .png
AddDefaultCharset off
AddCharset utf-8 .css .js
RequestReadTimeout header=20-40,MinRate=500 body=3,MinRate=2000
LimitRequestFieldSize 65536
AllowEncodedSlashes NoDecode
MergeSlashes Off
DocumentRoot ${dir}/empty
Alias /static/ ${statics}/
<Location />
	Require all granted
	CGIPassAuth On
</Location>
${published('apache', place)}
ProxyPass /static/ !
ProxyPass / unix:${socket}|fcgi://clarus/
`);
  return ['/usr/sbin/apache2', ['-DFOREGROUND', '-f', conf]];
}

// Each row: how it is started, and whether `clarus serve` runs beside it.
const table = {
  lighttpd: { command: lighttpd, hasService: true },
  nginx: { command: nginx, hasService: true },
  apache: { command: apache, hasService: true },
  cgi: { command: cgi, hasService: false },
  'lighttpd-spawns': { command: lighttpdSpawns, hasService: false },
};

// The four every suite runs behind; CLARUS_SERVERS names fewer.
export const servers = (process.env.CLARUS_SERVERS ??
  'lighttpd nginx apache cgi').split(/[ ,]+/);

export function hasService(name) {
  return table[name].hasService;
}

export function serverCommand(name, place) {
  mkdirSync(join(place.dir, 'empty'), { recursive: true });
  return table[name].command(place);
}
