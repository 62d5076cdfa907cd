import { crc32 } from 'node:zlib';

const entryName = Buffer.from('META-INF/MANIFEST.MF');

/**
 * A jar that holds a manifest and nothing else: it names the main class and where the classes are. It makes a jar
 * without a main class, which `java -jar` refuses, startable, without copying it.
 */
export function manifestJar(mainClass: string, classPath: URL): Buffer {
  const lines = ['Manifest-Version: 1.0', `Main-Class: ${mainClass}`, `Class-Path: ${classPath.href}`];
  return storedZip(Buffer.from(`${lines.map(foldLine).join('\r\n')}\r\n\r\n`));
}

/** A manifest line holds at most 72 bytes, its line break included; the rest goes on behind a space. */
function foldLine(line: string): string {
  const first = line.slice(0, 70);
  const rest = line.slice(70).match(/.{1,69}/g) ?? [];
  return [first, ...rest].join('\r\n ');
}

/** The smallest zip: one file, stored, not compressed. Layout: local header, name, data, directory, end record. */
function storedZip(content: Buffer): Buffer {
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0); // version needed to extract: 2.0
  common.writeUInt16LE(0x21, 8); // 1 January 1980: a zip has no "no date"
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(content.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(entryName.length, 22);

  const local = Buffer.concat([signature(0x04034b50), common, entryName, content]);
  const madeBy = Buffer.from([20, 0]);
  const directoryTail = Buffer.alloc(14); // no comment, disk 0, no attributes, local header at offset 0
  const directory = Buffer.concat([signature(0x02014b50), madeBy, common, directoryTail, entryName]);

  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, directory, signature(0x06054b50), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
