// Let Mozilla's Observatory scan a host: node observatory.mjs PACKAGE HOST HTTP-PORT HTTPS-PORT prints its judgement.
//
// It asks a host by its name on ports 80 and 443. Here every connection to HOST goes to this machine, to the two ports
// given; its name, certificate and pages are then looked at as anywhere. A connection to any other host is refused and
// counted. Of what the Observatory asks or how it judges nothing is changed.
import net from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, host, httpPort, httpsPort] = process.argv.slice(2);
const ports = { 80: Number(httpPort), 443: Number(httpsPort) };
const outside = [];
const connect = net.Socket.prototype.connect;

function moved(options) {
  const port = ports[options.port];
  if (options.host !== host || !port) {
    outside.push(`${options.host}:${options.port}`);
    throw new Error(`Only ${host} may be asked.`);
  }
  return { ...options, host: "127.0.0.1", port };
}

net.Socket.prototype.connect = function (...given) {
  // Node hands over either the options or a list of its own that begins with them.
  const list = Array.isArray(given[0]) ? given[0] : given;
  list[0] = moved(list[0]);
  return connect.apply(this, given);
};

const { scan } = await import(pathToFileURL(path.join(folder, "src/index.js")).href);
const { scan: judged, tests } = await scan(host);
console.log(JSON.stringify({ judged, tests, outside }));
