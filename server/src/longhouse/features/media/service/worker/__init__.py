"""The process that decodes what strangers made, one file in its life.

It is started with the path of a file, a folder to write to and limits, and with nothing else of the
house: no settings, no secrets, no connection. It answers on its output, line by line. Whatever
breaks in here, by accident or by design of the file, ends with this process.
"""
