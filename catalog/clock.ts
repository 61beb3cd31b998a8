/** The one source of time, so that tests can hold it still. */
export type Clock = () => Date;
