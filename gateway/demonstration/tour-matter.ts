import { parseBaseCode, parseMatterCode, type Holder, parseHolder } from '../../catalog/index.js';

/** 建筑施工企业安全生产许可; its base code is a real one. */
export const tourBaseCode = parseBaseCode('000117112000');

/** The matter that the tour walks, at 茂名市住房和城乡建设局 (invented code). */
export const tourMatterCode = parseMatterCode('11440900DEMA00056R3000117112000');

/** 茂名示例建筑工程有限公司（虚构）: has a valid business licence and passes the social insurance check. */
export const tourHolder: Holder = parseHolder('001', '91440900DEMC00015F');

/** First application: what it asks for and how each material comes out is listed in the README beside this file. */
export const tourSituation = [{ question: 'S1', answer: 'NEW' }] as const;
