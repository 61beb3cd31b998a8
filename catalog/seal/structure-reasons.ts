/** Why a file or a signature in it cannot be read, or is not read. */
export const structureReasons = {
  NOT_RECOGNISED: {
    en: 'This is not an OFD package, a seal, or a signature. Ask for the original file.',
    zh: '该文件不是OFD文件、电子印章或签名数据。请索取原始文件。',
  },
  FILE_TOO_LARGE: {
    en: 'The file is larger than is accepted. Ask for a smaller file.',
    zh: '文件超过可接受的大小。请提供较小的文件。',
  },
  ZIP_MALFORMED: {
    en: 'The package is damaged and cannot be opened safely.',
    zh: '文件包已损坏，无法安全打开。',
  },
  ZIP_ENCRYPTED: {
    en: 'The package is encrypted. Ask for it without a password.',
    zh: '文件包已加密。请提供未加密的文件。',
  },
  ZIP_PATH_UNSAFE: {
    en: 'A file in the package has a path that leads outside or can be read in two ways.',
    zh: '文件包中存在越界或有歧义的路径。',
  },
  ZIP_PATH_DUPLICATE: {
    en: 'The package holds two files of the same name: it is not clear which one is shown.',
    zh: '文件包中有重名文件，无法确定显示的是哪一个。',
  },
  ZIP_LINK: {
    en: 'The package holds a link instead of a file.',
    zh: '文件包中含有链接而非文件。',
  },
  ZIP_BOMB: {
    en: 'The package would unpack to far more than is accepted.',
    zh: '文件包解压后的大小远超可接受的范围。',
  },
  ZIP_METHOD_UNSUPPORTED: {
    en: 'A file in the package is compressed in a way that OFD does not use.',
    zh: '文件包采用了OFD不使用的压缩方式。',
  },
  FILE_MISSING: {
    en: 'A file that the package itself names is not in it.',
    zh: '文件包中缺少其自身所列的文件。',
  },
  XML_MALFORMED: {
    en: 'An XML file in the package is not well-formed.',
    zh: '文件包中的XML文件格式不正确。',
  },
  XML_TOO_LARGE: {
    en: 'The XML files of the signature are larger than any real signature needs.',
    zh: '签名的XML文件超过任何真实签名所需的大小。',
  },
  XML_ENTITIES: {
    en: 'An XML file declares a document type or entities, which OFD does not need and which are a known trick.',
    zh: 'XML文件声明了文档类型或实体；OFD不需要它们，且这是已知的攻击手法。',
  },
  XML_NOT_AS_EXPECTED: {
    en: 'An XML file of the signature is not built as GB/T 33190 says.',
    zh: '签名的XML文件不符合GB/T 33190的结构。',
  },
  SIGNATURES_TOO_MANY: {
    en: 'The package holds more signatures or references than are accepted.',
    zh: '文件包中的签名或引用数量超过可接受的范围。',
  },
  ASN1_MALFORMED: {
    en: 'The signature data are damaged (not DER).',
    zh: '签名数据已损坏（不符合DER编码）。',
  },
  ASN1_INDEFINITE_LENGTH: {
    en: 'The signature data use indefinite lengths, which DER forbids.',
    zh: '签名数据使用了DER禁止的不定长编码。',
  },
  ASN1_TRAILING_BYTES: {
    en: 'There are extra bytes after the signature data.',
    zh: '签名数据之后有多余的字节。',
  },
  ASN1_TOO_DEEP: {
    en: 'The signature data are nested deeper than any real signature.',
    zh: '签名数据的嵌套层数超过任何真实签名。',
  },
  ASN1_TOO_LARGE: {
    en: 'The signature data have more parts than any real signature.',
    zh: '签名数据的元素数量超过任何真实签名。',
  },
  ASN1_NOT_AS_EXPECTED: {
    en: 'The signature data are not built as GM/T 0031, GB/T 38540 or GB/T 35275 say.',
    zh: '签名数据不符合GM/T 0031、GB/T 38540或GB/T 35275的结构。',
  },
  CERTIFICATE_MALFORMED: {
    en: 'A certificate in the signature data cannot be read.',
    zh: '签名数据中的证书无法读取。',
  },
  VERSION_UNKNOWN: {
    en: 'The version of the seal is not known to this software.',
    zh: '本系统不识别该电子印章的版本。',
  },
  VERSIONS_DIFFER: {
    en: 'The seal and the signature state different versions.',
    zh: '电子印章与签章数据的版本不一致。',
  },
  SEAL_MISSING: {
    en: 'The package lists a seal here, but the data hold a plain signature without a seal.',
    zh: '文件列明此处为电子签章，但数据中只有不含印章的签名。',
  },
  READING_TOO_COSTLY: {
    en: 'Reading the file took more time or memory than allowed and was stopped. Nothing is said about the signature.',
    zh: '读取文件占用的时间或内存超过允许范围，已停止。对签名不作判断。',
  },
  READER_BUSY: {
    en: 'Too many files are being verified just now. Try again shortly.',
    zh: '当前验证任务过多，请稍后再试。',
  },
} as const satisfies Record<string, Readonly<{ en: string; zh: string }>>;

export type StructureCode = keyof typeof structureReasons;
