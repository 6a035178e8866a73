// One nginx before every party of the bench.
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';

import { published } from '../http/lib/servers.mjs';

const params = ['QUERY_STRING $query_string', 'REQUEST_METHOD $request_method',
  'CONTENT_TYPE $content_type', 'CONTENT_LENGTH $content_length',
  'REQUEST_URI $request_uri', 'SERVER_PROTOCOL $server_protocol',
  'GATEWAY_INTERFACE CGI/1.1', 'REMOTE_ADDR $remote_addr']
  .map(words => `fastcgi_param ${words};`).join(' ');

// locations: path → {socket}; hosted: {port, bare, home, socket} of an office
// with published files, and the port where nginx knows nothing of them.  Writes the configuration; the command.
export function nginxBench({ dir, port, locations, hosted }) {
  const conf = join(dir, 'nginx.conf');
  const blocks = Object.entries(locations).map(([path, { socket }]) =>
    `location ${path} { fastcgi_pass unix:${socket}; ${params} }`);
  const temps = ['client_body', 'fastcgi', 'proxy', 'uwsgi', 'scgi']
    .map(name => `${name}_temp_path ${dir}/nginx-${name};`).join(' ');
  writeFileSync(join(dir, 'fastcgi_params'), params);
  writeFileSync(conf, `
daemon off;
${process.getuid() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${dir}/nginx.pid;
error_log ${dir}/nginx.log;
events { worker_connections 1024; }
http {
	access_log off;
	server_tokens off;
	keepalive_requests 1000000;
	client_max_body_size 32m;
	fastcgi_buffers 64 32k;
	fastcgi_buffer_size 32k;
	fastcgi_busy_buffers_size 256k;
	fastcgi_max_temp_file_size 0;
	${temps}
	${published('nginx', { dir: hosted.home, socket: hosted.socket }, ': which')}
	server {
		listen 127.0.0.1:${hosted.port} backlog=1024;
		location / { fastcgi_pass unix:${hosted.socket}; ${params} }
		${published('nginx', { dir: hosted.home, socket: hosted.socket }, ': where')}
	}
	server {
		listen 127.0.0.1:${hosted.bare} backlog=1024;
		location / { fastcgi_pass unix:${hosted.socket}; ${params} }
	}
	server {
		listen 127.0.0.1:${port} backlog=1024;
		location /files/ { alias ${dir}/files/; default_type application/json; }
		${blocks.join('\n\t\t')}
	}
}
`);
  return ['/usr/sbin/nginx', ['-p', dir, '-c', conf, '-e', join(dir, 'nginx.log')]];
}
