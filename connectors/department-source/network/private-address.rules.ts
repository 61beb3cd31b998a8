import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';

/**
 * Addresses that are not on the public network (RFC 6890 and successors): a definition that names one of them, or a name
 * that resolves to one, could make the gateway read its own neighbours.
 */
const notPublic: readonly string[] = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  // 64:ff9b::/96, 2001::/23 and 2002::/16 carry IPv4 addresses inside, or are reserved.
  ...['::/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16'],
  ...['fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
];

export type AddressJudge = (address: string) => boolean;

/** Judges addresses: public, or inside one of the private networks this house allows. */
export function addressJudge(allowed: readonly string[]): AddressJudge {
  const refusedList = blockList(notPublic);
  const allowedList = blockList(allowed);
  return (address) => {
    const plain = withoutIPv4Mapping(address);
    const family = isIPv4(plain) ? 'ipv4' : 'ipv6';
    if (isIP(plain) === 0) return false;
    return !refusedList.check(plain, family) || allowedList.check(plain, family);
  };
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix = ''] = network.split('/');
    const most = isIPv4(address) ? 32 : 128;
    if (isIP(address) === 0 || !/^\d{1,3}$/.test(prefix) || Number(prefix) > most) {
      throw new RangeError(`"${network}" is no network such as 10.0.0.0/8`);
    }
    list.addSubnet(address, Number(prefix), isIPv4(address) ? 'ipv4' : 'ipv6');
  }
  return list;
}

/** ::ffff:10.0.0.1 reaches 10.0.0.1; a URL writes it as ::ffff:a00:1. */
function withoutIPv4Mapping(address: string): string {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const normal = new URL(`http://[${plain}]/`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(normal);
  if (!mapped) return normal;
  const [high = 0, low = 0] = mapped.slice(1).map((part) => Number.parseInt(part, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
