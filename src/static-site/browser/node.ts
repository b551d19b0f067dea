// Stands in a browser for what the search imports of Node and never calls there.

function notHere(): never {
  throw new Error('this needs Node');
}

export { notHere as createHash, notHere as hash };
