# The peer of engine "xapian": python3 xapian_peer.py build|search FOLDER. What it
# reads and writes is said in peer.go.
import os
import sys
import time


def reply(*fields):
    sys.stdout.buffer.write("\t".join(fields).encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def requests():
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\n").split("\t")


def build(folder):
    parts = os.path.join(folder, "parts")
    db = xapian.WritableDatabase(parts, xapian.DB_CREATE_OR_OVERWRITE)
    terms = xapian.TermGenerator()
    for request in requests():
        if request[0] == "end":
            db.commit()
            db.compact(os.path.join(folder, "whole"))
            db.close()
            for name in os.listdir(parts):
                os.remove(os.path.join(parts, name))
            reply("built")
            return
        document = xapian.Document()
        document.set_data(request[1])
        terms.set_document(document)
        for field in request[2:]:
            terms.index_text(field)
            terms.increase_termpos()
        db.add_document(document)


def search(folder):
    db = xapian.Database(os.path.join(folder, "whole"))
    parser = xapian.QueryParser()
    parser.set_database(db)
    parser.set_default_op(xapian.Query.OP_OR)
    enquire = xapian.Enquire(db)
    enquire.set_weighting_scheme(xapian.BM25Weight())
    for _, k, question in requests():
        start = time.perf_counter_ns()
        enquire.set_query(parser.parse_query(question, 0))
        matches = enquire.get_mset(0, int(k))
        took = time.perf_counter_ns() - start
        reply("hits", str(took), *(m.document.get_data().decode("utf-8") for m in matches))


try:
    import xapian
except ImportError:
    reply("missing")
    sys.exit()
reply("ready", xapian.version_string())
{"build": build, "search": search}[sys.argv[1]](sys.argv[2])
