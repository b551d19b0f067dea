// Types of the stemmer package, which brings none.
declare module 'snowball-stemmers' {
  interface Stemmer {
    stem(word: string): string;
  }
  const factory: {
    /** Throws a TypeError for a name that `algorithms()` does not list. */
    newStemmer(language: string): Stemmer;
    algorithms(): string[];
  };
  export default factory;
}
