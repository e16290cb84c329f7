/** A spec file as it was read. */
export interface SourceFile {
  /** As people write it: relative to where the command runs. */
  readonly path: string;
  readonly text: string;
}

/** In bytes. A file beyond it isn't read: ten thousand documents fit into this. */
export const largestFile = 8 * 1024 * 1024;
