package bench

import (
	_ "embed" // the programs
	"os/exec"
	"path/filepath"
)

var (
	//go:embed xapian_peer.py
	xapianProgram []byte
	//go:embed sqlite_peer.py
	sqliteProgram []byte
	//go:embed lucene.java
	luceneProgram []byte
)

// Xapian is Xapian through its Python bindings, as Debian has them.
func Xapian() Engine {
	return &peer{
		name: "xapian", install: "apt-get install python3-xapian",
		script: "xapian_peer.py", program: xapianProgram,
		patience: searchPatience, building: buildPatience,
		interpreter: pythonCommand,
	}
}

// FTS5C is SQLite FTS5 as its authors build it, in C, through Python. FTS5 is
// the same translated to Go, which is slower.
func FTS5C() Engine {
	return &peer{
		name: "fts5-c", install: "apt-get install python3",
		script: "sqlite_peer.py", program: sqliteProgram,
		patience: searchPatience, building: buildPatience,
		interpreter: pythonCommand,
	}
}

// pythonCommand prefers Debian's Python, which Debian's bindings are for.
func pythonCommand() []string {
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if path, err := exec.LookPath(name); err == nil {
			return []string{path}
		}
	}
	return nil
}

// Lucene is Lucene through Java, as Debian has them.
func Lucene() Engine {
	return &peer{
		name: "lucene", install: "apt-get install liblucene8-java default-jdk-headless",
		script: "lucene.java", program: luceneProgram,
		patience: searchPatience, building: buildPatience,
		interpreter: javaCommand,
	}
}

// javaCommand is nil without Lucene's jar, or without the compiler that Java
// needs to start a source file.
func javaCommand() []string {
	java, err := exec.LookPath("java")
	if err != nil {
		return nil
	}
	jars, _ := filepath.Glob("/usr/share/java/lucene-core-8*.jar")
	if _, err := exec.LookPath("javac"); err != nil || len(jars) == 0 {
		return nil
	}
	return []string{java, "-Xmx1g", "-cp", jars[len(jars)-1]}
}
