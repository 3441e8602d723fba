//! Defines where everything lies on this machine.

use std::ffi::OsString;
use std::path::{self, PathBuf};

use directories::ProjectDirs;

/// The name of the program's folders.
const PROGRAM: &str = "greenroom";

/// The folders of one user, or of one `--data-dir`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// What the user has made.
    pub data: PathBuf,
    /// What the user has chosen.
    pub config: PathBuf,
    /// How the window was left.
    pub state: PathBuf,
}

impl Folders {
    /// Takes the folder that was asked for on the command line, else that of `GREENROOM_DATA_DIR`, else the system's own.
    /// Nothing is created.
    ///
    /// # Errors
    /// A sentence, if the folder has no name or the system knows none.
    pub fn find(data_dir: Option<PathBuf>, variable: Option<OsString>) -> Result<Self, String> {
        // By custom an empty variable is one that is not set; an empty argument is a mistake.
        let variable = variable.filter(|value| !value.is_empty()).map(PathBuf::from);
        if let Some(dir) = data_dir.or(variable) {
            // Made absolute so that messages name a place that can be found from anywhere.
            let data = path::absolute(&dir).map_err(|error| format!("Cannot use \"{}\" as the data folder: {error}", dir.display()))?;
            return Ok(Self { config: data.join("config"), state: data.join("state"), data });
        }
        let Some(dirs) = ProjectDirs::from("", "", PROGRAM) else {
            return Err("This system names no home folder; say where to keep files with --data-dir DIR".to_owned());
        };
        let (data, config) = (dirs.data_dir().to_owned(), dirs.config_dir().to_owned());
        // Only Linux has a place for state; elsewhere it lies with the data that stays on this machine.
        let state = dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned();
        Ok(Self { data, config, state })
    }

    /// The folder of a pack's notes.
    pub fn notes(&self, pack: &str) -> PathBuf {
        self.data.join(pack).join("notes")
    }

    /// The folder of a pack's interviews.
    pub fn interviews(&self, pack: &str) -> PathBuf {
        self.data.join(pack).join("interviews")
    }

    /// The file of a pack's marks.
    pub fn marks(&self, pack: &str) -> PathBuf {
        self.data.join(pack).join("marks.ron")
    }

    /// The file of the settings.
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.ron")
    }

    /// The file of the window's layout.
    pub fn window(&self) -> PathBuf {
        self.state.join("window.ron")
    }

    /// The file whose lock says who may write.
    pub fn lock(&self) -> PathBuf {
        self.data.join("lock")
    }
}
