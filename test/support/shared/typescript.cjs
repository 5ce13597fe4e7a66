module.exports = require("./load.cjs")("typescript");
