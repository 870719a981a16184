// Stands in for the parts of pdfkit that never run here: its fonts, images and ciphers. See src/bundle.js.
module.exports = {}
