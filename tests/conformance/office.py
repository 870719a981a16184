"""LibreOffice without a screen, opened for a script of ours and closed behind it, by UNO."""
import contextlib, os, subprocess, tempfile, time
import uno
from com.sun.star.beans import PropertyValue


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


@contextlib.contextmanager
def opened():
    """Its context and its desktop. It has a home of its own, so that several can run."""
    home = tempfile.mkdtemp()
    pipe = "filingpress%d" % os.getpid()
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "-env:UserInstallation=file://" + home, "--accept=pipe,name=%s;urp;" % pipe],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        for _ in range(240):
            try:
                context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
                break
            except Exception:
                time.sleep(0.25)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        yield context, desktop
        desktop.terminate()
    finally:
        office.kill()
