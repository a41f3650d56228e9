# The peer of engine "fts5-c": python3 sqlite_peer.py build|search FOLDER. What
# it reads and writes is said in peer.go.
import os
import re
import sys
import time


def reply(*fields):
    sys.stdout.buffer.write("\t".join(fields).encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def requests():
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\n").split("\t")


def build(db):
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("CREATE TABLE names (number INTEGER PRIMARY KEY, id TEXT)")
    db.execute(
        "CREATE VIRTUAL TABLE texts USING fts5(title, heading, body, content='',"
        ' tokenize="unicode61 remove_diacritics 0")'
    )
    for number, request in enumerate(requests()):
        if request[0] == "end":
            db.commit()
            db.execute("INSERT INTO texts(texts) VALUES ('optimize')")
            db.commit()
            reply("built")
            return
        db.execute("INSERT INTO names VALUES (?, ?)", (number, request[1]))
        db.execute(
            "INSERT INTO texts(rowid, title, heading, body) VALUES (?, ?, ?, ?)",
            (number, *request[2:]),
        )


def search(db):
    for _, k, question in requests():
        start = time.perf_counter_ns()
        words = " OR ".join(f'"{word}"' for word in re.findall(r"[^\W_]+", question))
        rows = db.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?",
            (words, int(k)),
        ).fetchall() if words else []
        took = time.perf_counter_ns() - start
        name = "SELECT id FROM names WHERE number = ?"
        reply("hits", str(took), *(db.execute(name, row).fetchone()[0] for row in rows))


try:
    import sqlite3
except ImportError:
    reply("missing")
    sys.exit()
reply("ready", sqlite3.sqlite_version)
connection = sqlite3.connect(os.path.join(sys.argv[2], "fts5.db"))
connection.execute("PRAGMA cache_size = -98304")
{"build": build, "search": search}[sys.argv[1]](connection)
connection.close()
