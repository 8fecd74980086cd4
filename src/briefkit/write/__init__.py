"""The writers: a layout in, a file's bytes out; one package a format."""
