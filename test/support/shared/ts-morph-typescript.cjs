module.exports = require("./load.cjs")("@ts-morph/common").ts;
